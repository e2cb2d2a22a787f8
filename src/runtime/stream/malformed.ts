import type { SchemaThunk } from "../contract.js";
import { ResponseParseError } from "../errors/response-parse-error.js";
import { ResponseValidationError } from "../errors/response-validation-error.js";
import type { StreamBody } from "./stream-body.js";
import type { StreamOptions } from "./stream-options.js";

const excerptLength = 200;

export interface JsonItem {
  readonly text: string;
  readonly line: number;
  readonly schema: SchemaThunk | undefined;
  /** For the message: `Line`. */
  readonly what: string;
}

/** @throws ResponseParseError that names the line */
export function parseItem({ text, line, what, schema }: JsonItem, body: StreamBody): unknown {
  try {
    return body.parse(schema, text);
  } catch (cause) {
    const { status, contentType } = body;
    const excerpt = text.slice(0, excerptLength);
    const message = `${what} ${line} of the stream is no JSON: ${excerpt}`;
    throw new ResponseParseError({ message, status, contentType, excerpt, line, cause });
  }
}

/** Tells who wants to know what is wrong with one item. Everything else is thrown. */
export function reportMalformed(error: unknown, body: StreamBody, { onMalformed }: StreamOptions): void {
  const isMalformed = error instanceof ResponseParseError || error instanceof ResponseValidationError;
  if (onMalformed === undefined || !isMalformed) throw error;
  body.locate(error);
  onMalformed(error);
}
