// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** Query parameters whose values say how much, where and in which order, never who: all others may be secrets. */
const harmless = /* @__PURE__ */ new RegExp(
  "^(page|per_?page|page_?(size|number)|limit|offset|skip|top|count|size|start|end|sort(_?by)?|order(_?by)?|direction|" +
    "fields|include|exclude|expand|embed|select|state|status|type|kind|category|tags?|language|lang|locale|format|" +
    "(api-?_?)?version|since|until|before|after|from|to|date|year|month|day|ids?|name|dry_?run|recursive)$",
  "i",
);

/** A URL that may stand in an error or a log: values of query parameters are shown only where they are known to be harmless. */
export function redactUrl(url: string): string {
  const start = url.indexOf("?");
  if (start < 0) return url;
  return (
    url.slice(0, start + 1) +
    url
      .slice(start + 1)
      .split("&")
      .map(redactPair)
      .join("&")
  );
}

function redactPair(pair: string): string {
  const end = pair.indexOf("=");
  if (end < 0 || end === pair.length - 1) return pair;
  const name = pair.slice(0, end);
  return harmless.test(name) ? pair : `${name}=REDACTED`;
}
