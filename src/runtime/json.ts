import type { SchemaThunk, TypedValues } from "./contract.js";
import { ResponseParseError } from "./errors/response-parse-error.js";

type ParseJson = (text: string) => unknown;

export interface JsonSource {
  readonly status: number;
  readonly contentType: string | undefined;
}

/** Enough to see that it is a login page. */
const excerptLength = 200;

/** @throws ResponseParseError with the beginning of the text, if it is no JSON */
export function parseJson(text: string, { status, contentType }: JsonSource, parse: ParseJson = JSON.parse): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const excerpt = text.slice(0, excerptLength);
    const what = contentType === undefined ? "without a content type" : `of type ${contentType}`;
    const message = `The response (status ${status}, ${what}) is no JSON: ${excerpt}`;
    throw new ResponseParseError({ message, status, contentType, excerpt, cause });
  }
}

/** How the SDK parses JSON of this schema; undefined for the platform's way. */
export function jsonParser(values: TypedValues | undefined, schema: SchemaThunk | undefined): ParseJson | undefined {
  return values?.parseJson === undefined ? undefined : (text) => values.parseJson?.(text, schema);
}
