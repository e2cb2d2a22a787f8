import { wordKey } from "./words.js";

/** Objects that hold what tells of pages. */
const wrappers = new Set(
  "meta metadata pagination paging pages page pageinfo cursor cursors next after responsemetadata links result paginginfo".split(
    " ",
  ),
);

/** By what a request calls it, what a response may call it, with the names of the objects that it stands in or without. */
const pairs: readonly (readonly [input: RegExp, output: RegExp])[] = [
  [
    /cursor$|^(?:page)?after$|^startingafter$|^bookmark$/,
    /^(?:meta|pagination|paging|page|pageinfo)*(?:next(?:page)?cursor|cursornext|cursors?after|nextafter|aftercursor|endcursor)$/,
  ],
  [/^(?:page)?(?:after|cursor)$/, /^(?:metadata|meta|pagination|paging|page|pageinfo|cursors?)+after$/],
  [/cursor$/, /^(?:responsemetadata|metadata|meta|pagination|paging|page)*next(?:page)?cursor$/],
  [/token$/, /^(?:metadata|meta|pagination|paging|page|pageinfo)*next(?:page)?token$/],
  [/^continuation(?:token)?$/, /(?:^|next)continuation(?:token)?$/],
  [/marker$/, /next(?:page)?marker$/],
  [/^(?:page)?startingafter$/, /^(?:pages|paging|pagination)nextstartingafter$/],
  [/^nextkey$|^paginationkey$/, /nextkey$/],
];

/** Names that are said of the next page only: sent as they were received. */
const same =
  /^(?:cursor|next(?:page)?(?:cursor|token|marker)|continuation(?:token)?|bookmark|scrollid|pagetoken|iterator)$/;

/** True where what the response has at `path` is what the request takes. */
export function isCursorPair(input: string, path: readonly string[]): boolean {
  const names = path.map(wordKey);
  if (names.slice(0, -1).some((name) => !wrappers.has(name))) return false;
  const [last, whole] = [names.at(-1) ?? "", names.join("")];
  if (/prev|before|first|self|current/.test(whole)) return false;
  if (same.test(last) && last === input) return true;
  return pairs.some(([takes, gives]) => takes.test(input) && (gives.test(whole) || gives.test(last)));
}
