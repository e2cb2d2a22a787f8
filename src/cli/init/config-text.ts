import type { SdkConfig } from "../../config/config.js";

/** The configuration file: with types where there is TypeScript, plain otherwise. */
export function configText(sdks: readonly Partial<SdkConfig>[]): string {
  const [only] = sdks;
  const value = sdks.length === 1 && only ? printed(only, "") : `[${sdks.map((sdk) => printed(sdk, "")).join(", ")}]`;
  return `import { defineConfig } from "sdkwright";\n\nexport default defineConfig(${value});\n`;
}

function printed(value: unknown, indent: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => printed(item, indent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(([key, item]) => `${inner}${keyText(key)}: ${printed(item, inner)},\n`);
  return `{\n${lines.join("")}${indent}}`;
}

/** `GET /pets` and the like need quotes. */
function keyText(key: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) && key !== "__proto__" ? key : JSON.stringify(key);
}
