// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { type Content, isContent } from "./content.js";

/** What a part of a multipart body says of itself. */
export interface PartOptions {
  /** A part with one is a file to the server. */
  readonly filename?: string | undefined;
  /** Wins over what the document says, and over the type of a `Blob`. */
  readonly contentType?: string | undefined;
  /** More headers of this part. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A file with settings of its own: `{ data, filename, contentType, headers }`. */
export interface FilePart extends PartOptions {
  readonly data: Exclude<Content, string>;
}

/** Tells a part from a value that happens to have the same properties; all copies of the runtime know it. */
const partKey: unique symbol = /* @__PURE__ */ Symbol.for("sdkwright.part") as never;

/** A value with settings for its part; `part()` makes it. */
export interface Part<Value> extends PartOptions {
  readonly data: Value;
  /** @internal */
  readonly [partKey]: true;
}

/** What a multipart body is given as: each property, or each item of a list, may be wrapped by `part()`. */
export type Parts<Body> = { [Name in keyof Body]: PartValue<Body[Name]> };

type PartValue<Value> =
  | Value
  | Part<NonNullable<Value>>
  | (Value extends readonly (infer Item)[] ? readonly (Item | Part<Item>)[] : never);

/**
 * A value of a multipart body whose part has a name, a media type or headers of its own.
 *
 * @example
 * { metadata: part({ title: "Rex" }, { contentType: "application/vnd.pets+json", headers: { "X-Trace": "1" } }) }
 */
export function part<Value>(data: Value, options: PartOptions = {}): Part<Value> {
  return { ...options, data, [partKey]: true };
}

const fileKeys: ReadonlySet<string> = /* @__PURE__ */ new Set(["data", "filename", "contentType", "headers"]);

/** The value and its settings. Without `part()`, an object is a part only where its `data` can be nothing but bytes. */
export function partOf(value: unknown): PartOptions & { readonly data: unknown } {
  return isPart(value) || isFilePart(value) ? value : { data: value };
}

function isPart(value: unknown): value is Part<unknown> {
  return typeof value === "object" && value !== null && partKey in value;
}

function isFilePart(value: unknown): value is FilePart {
  if (typeof value !== "object" || value === null || isContent(value) || !Object.hasOwn(value, "data")) return false;
  return isContent(Reflect.get(value, "data")) && Object.keys(value).every((key) => fileKeys.has(key));
}

/** The body without its wrappings, for validation. */
export function withoutParts(body: unknown): unknown {
  if (typeof body !== "object" || body === null || isContent(body) || body instanceof FormData) return body;
  const unwrapped = Object.entries(body).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((item) => partOf(item).data) : partOf(value).data,
  ]);
  return Array.isArray(body) ? body.map((item) => partOf(item).data) : Object.fromEntries(unwrapped);
}
