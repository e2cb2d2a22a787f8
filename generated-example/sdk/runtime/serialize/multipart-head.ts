// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { requestProblem } from "../request-problem.js";
import type { PartOptions } from "./part.js";

export interface PartHead extends PartOptions {
  /** Undefined in what is no form: its parts are known by their order. */
  readonly name?: string | undefined;
}

/** RFC 9110 5.6.2 token. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const unsafe = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** The headers of a part. @throws RequestValidationError for one that would break out of its line */
export function partHead({ name, filename, contentType, headers = {} }: PartHead): string {
  const lines = new Map<string, string>();
  const disposition = dispositionOf(name, filename);
  if (disposition !== undefined) lines.set("content-disposition", `Content-Disposition: ${disposition}`);
  if (contentType !== undefined) lines.set("content-type", headerLine("Content-Type", contentType, name));
  for (const [key, value] of Object.entries(headers)) {
    const isGiven = key.toLowerCase() === "content-type" && contentType !== undefined;
    if (!isGiven) lines.set(key.toLowerCase(), headerLine(key, value, name));
  }
  return [...lines.values()].join("\r\n");
}

function dispositionOf(name: string | undefined, filename: string | undefined): string | undefined {
  const file = filename === undefined ? "" : `; filename="${escapeQuoted(filename)}"`;
  if (name !== undefined) return `form-data; name="${escapeQuoted(normalizeLines(name))}"${file}`;
  return filename === undefined ? undefined : `attachment${file}`;
}

function headerLine(header: string, value: unknown, name: string | undefined): string {
  const text = String(value);
  if (token.test(header) && !unsafe.test(text)) return `${header}: ${text}`;
  const what = token.test(header) ? `the value of ${header}` : `the name ${JSON.stringify(header)}`;
  throw requestProblem(name === undefined ? "body" : `body.${name}`, `${what} can't stand in a part's headers`);
}

/** WHATWG HTML, multipart/form-data encoding algorithm: https://html.spec.whatwg.org/#multipart-form-data */
function escapeQuoted(text: string): string {
  return text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}

/** The same: line breaks within names, though not within file names, become CRLF. */
function normalizeLines(text: string): string {
  return text.replace(/\r\n|\r|\n/g, "\r\n");
}
