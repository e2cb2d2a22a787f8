import { MockError } from "./mock-error.js";

/** Recorded exchanges, as plain data: what `record` writes and `replay` reads. It holds no secrets. */
export interface Cassette {
  readonly format: 1;
  /** `Petstore 1.4.0` */
  readonly api: string;
  /** The address that was asked; undefined where there were several. */
  readonly baseUrl?: string | undefined;
  readonly exchanges: readonly Exchange[];
}

/** One attempt and its answer. */
export interface Exchange {
  readonly operationId: string;
  readonly request: {
    readonly method: string;
    /** With its query. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: RecordedContent | undefined;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: RecordedContent | undefined;
    /** Nobody read it to its end: what came before that is here. */
    readonly partial?: boolean | undefined;
  };
}

/** Text where the bytes are UTF-8. */
export type RecordedContent = { readonly text: string } | { readonly base64: string };

/** @throws MockError where the text is no cassette */
export function parseCassette(text: string, from: string): Cassette {
  const value = parseCassetteJson(text, from);
  // What else it holds `record` has written.
  if (isCassette(value)) return value;
  throw new MockError(`${from} is no cassette of format 1: record it with \`record(client, …)\``);
}

function parseCassetteJson(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MockError(`${from} is no JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}

function isCassette(value: unknown): value is Cassette {
  return (
    typeof value === "object" &&
    value !== null &&
    Reflect.get(value, "format") === 1 &&
    Array.isArray(Reflect.get(value, "exchanges"))
  );
}

/** Undefined for nothing at all. */
export function toRecordedContent(bytes: Uint8Array): RecordedContent | undefined {
  if (bytes.byteLength === 0) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes("\0")) return { text };
  } catch {
    // Not UTF-8, then.
  }
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { base64: btoa(binary) };
}

export function fromRecordedContent(content: RecordedContent): string | Uint8Array {
  if ("text" in content) return content.text;
  return Uint8Array.from(atob(content.base64), (character) => character.charCodeAt(0));
}
