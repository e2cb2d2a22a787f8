import type { Schema } from "../../model/schema.js";
import type { Leaf } from "./shapes.js";
import { wordKey } from "./words.js";

/** Names that are said of the address of a next page and of nothing else. */
const urlKeys = new Set(
  "nexturl nexturi nextlink nexthref odatanextlink nextpageurl nextpageuri nextpagelink nextpagehref linknext linksnext linksnexthref".split(
    " ",
  ),
);

/** Words around `next` that say nothing of it. */
const wrappers = new Set(
  "meta metadata pagination paging pages page pageinfo links response result results data paginginfo".split(" "),
);

/** True where the name alone says it: `next_page_uri`, `@odata.nextLink`. */
export function isUrlName({ path }: Leaf): boolean {
  const last = wordKey(path.at(-1) ?? "");
  return (
    urlKeys.has(last) || urlKeys.has(wordKey(path.slice(-2).join(""))) || urlKeys.has(wordKey(path.slice(-3).join("")))
  );
}

/** The address of the next page: by its name, or called `next` and described as an address. */
export function isUrlLeaf(leaf: Leaf): boolean {
  const { path, shapes } = leaf;
  if (!shapes.some(({ kind }) => kind === "text") || isOfAnother(path)) return false;
  if (isUrlName(leaf)) return true;
  const key = wordKey(path.at(-1) ?? "");
  const isNext = key === "next" || key === "nextpage" || (key === "href" && wordKey(path.at(-2) ?? "") === "next");
  return isNext && (path.some((name) => /^_?links?$/i.test(name)) || shapes.some(saysAddress));
}

/** `next` of something that is no page. */
function isOfAnother(path: readonly string[]): boolean {
  return path.slice(0, -1).some((name) => !wrappers.has(wordKey(name)) && wordKey(name) !== "next");
}

function saysAddress(schema: Schema): boolean {
  if (schema.kind !== "text") return false;
  if (/^(?:uri|url|iri)/.test(schema.format ?? "")) return true;
  if (schema.examples.some((example) => typeof example === "string" && /^(?:https?:\/)?\//.test(example))) return true;
  return /\b(?:url|uri|link|hyperlink)\b/i.test(schema.description ?? "");
}
