/** Good names for what references bring in: OpenAPI 3.2, 4.7 allows letters, digits, `.`, `-` and `_`. */
import { posix } from "node:path";
import { type JsonPointer, pointerTokens } from "../diagnostics/origin.js";
import { type DocumentLocation, isRemote } from "./reference.js";

/** A name that is not taken: that of the thing itself, then with its folder's before it, then with a number. */
export function componentName(
  target: { readonly location: DocumentLocation; readonly pointer: JsonPointer },
  isTaken: (name: string) => boolean,
): string {
  const { stem, folder } = fileName(target.location);
  const last = pointerTokens(target.pointer).findLast((token) => !isStructural(token));
  const name = clean(last ?? stem);
  const context = last === undefined ? folder : stem;
  const candidates = context === "" ? [name] : [name, `${clean(context)}_${name}`];
  return candidates.find((candidate) => !isTaken(candidate)) ?? numbered(candidates.at(-1) ?? name, isTaken);
}

function numbered(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 2; ; number += 1) if (!isTaken(`${name}_${number}`)) return `${name}_${number}`;
}

/** The file's name without its ending; that of its folder where the file's says nothing. */
function fileName(location: DocumentLocation): { stem: string; folder: string } {
  const path = isRemote(location) ? new URL(location).pathname : location;
  const folder = posix.basename(posix.dirname(path)).replace(/^\.+$/, "");
  const stem = posix.basename(path).replace(/\.(?:ya?ml|json)$/i, "");
  return /^_?(?:index|main|root|schema)$/i.test(stem) && folder !== ""
    ? { stem: folder, folder: "" }
    : { stem, folder };
}

/** Tokens of a pointer that only say where something stands. */
function isStructural(token: string): boolean {
  return /^\d+$/.test(token) || structural.has(token);
}

const structural: ReadonlySet<string> = new Set([
  "schema",
  "schemas",
  "items",
  "definitions",
  "$defs",
  "components",
  "content",
]);

function clean(text: string): string {
  const name = text.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^_+(?=.)|_+$/g, "");
  return name === "" || name === "__proto__" ? "Referenced" : name;
}
