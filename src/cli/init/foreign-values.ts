import type { SdkConfig } from "../../config/config.js";

/** What a configuration of another tool becomes. */
export interface Imported {
  /** Of each SDK what has a counterpart; paths are relative to the foreign file. */
  readonly sdks: readonly Partial<SdkConfig>[];
  /** What has none. */
  readonly left: readonly string[];
}

/** The settings of an object that nothing is made of, with their place. */
export function unknownKeys(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  place: string,
): string[] {
  const own = Object.keys(value).filter((key) => !known.includes(key));
  return own.map((key) => (place === "" ? key : `${place}.${key}`));
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((item) => text(item) ?? []) : [];
}

export function className(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("")
    .replace(/^\d+/, "");
}

export function compact<Settings extends object>(
  settings: Settings,
): { readonly [Name in keyof Settings]?: Exclude<Settings[Name], undefined> } {
  // What is left is defined, which the compiler can't see.
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never;
}
