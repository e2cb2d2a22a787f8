/** Good names for what references bring in: OpenAPI 3.2, 4.7 allows letters, digits, `.`, `-` and `_`. */
import { type JsonPointer, pointerTokens } from "../diagnostics/origin.js";
import { type DocumentLocation, isRemote } from "./reference.js";

/** A name that is not taken: that of the thing itself, then with its file's or folder's before it, then with a number. */
export function componentName(
  target: { readonly location: DocumentLocation; readonly pointer: JsonPointer },
  isTaken: (name: string) => boolean,
): string {
  const last = pointerTokens(target.pointer).findLast((token) => !isStructural(token));
  const [context, stem] = telling(pathSegments(target.location));
  const candidates =
    last === undefined ? [stem, `${context}_${stem}`] : [last, `${stem}_${last}`, `${context}_${stem}_${last}`];
  const names = candidates.map(clean);
  return names.find((name) => !isTaken(name)) ?? numbered(names.at(-1) ?? "", isTaken);
}

function numbered(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 2; ; number += 1) if (!isTaken(`${name}_${number}`)) return `${name}_${number}`;
}

/** Folders and file of a location, without the file's ending. */
function pathSegments(location: DocumentLocation): readonly string[] {
  const path = isRemote(location) ? new URL(location).pathname : location;
  const segments = path.split("/").filter((segment) => segment !== "" && !/^\.+$/.test(segment));
  return segments.map((segment, index) =>
    index === segments.length - 1 ? segment.replace(/\.(?:ya?ml|json)$/i, "") : segment,
  );
}

/** The last two segments that say something: `users/models/index` is about users. */
function telling(segments: readonly string[]): readonly [context: string, stem: string] {
  const own = segments.filter((segment) => !generic.test(segment));
  return [own.at(-2) ?? "", own.at(-1) ?? segments.at(-1) ?? ""];
}

const generic =
  /^_?(?:index|main|root|common|shared|components?|definitions?|schemas?|models?|parameters?|responses?|request-?bodies|headers?|examples?|attributes?|resources)$/i;

/** Tokens of a pointer that only say where something stands. */
function isStructural(token: string): boolean {
  return /^\d+$/.test(token) || structural.has(token);
}

const structural: ReadonlySet<string> = new Set(["schema", "schemas", "items", "definitions", "$defs", "components"]);

function clean(text: string): string {
  const name = text.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^_+(?=.)|(?<!_)_+$/g, "");
  return name === "" || name === "__proto__" ? "Referenced" : name;
}
