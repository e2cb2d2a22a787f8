/** RFC 9535, JSONPath: the singular queries that rules are written with. */

export interface JsonPath {
  readonly tokens: readonly string[];
  /** Behind `[-1]`: where the path goes on in the last item of the list that `tokens` lead to. */
  readonly lastItem: readonly string[] | undefined;
}

const step =
  /\.([^.[\]]+)|\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\[\s*(-1|\(@\.length\s*-\s*1\))\s*\]/y;

/** `$.data`, `$['data']`, `$.data[-1].id`, also without `$.`; undefined for queries that find more than one value. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const trimmed = text.trim().replace(/^\$/, "");
  const path = trimmed === "" || /^[.[]/.test(trimmed) ? trimmed : `.${trimmed}`;
  const tokens: string[] = [];
  let lastItem: string[] | undefined;
  for (let at = 0; at < path.length; at = step.lastIndex) {
    step.lastIndex = at;
    const match = step.exec(path);
    if (!match) return undefined;
    const [, plain, single, double, last] = match;
    const token = plain ?? single ?? double;
    if (token === "*" || (last !== undefined && lastItem)) return undefined;
    if (last !== undefined) lastItem = [];
    else if (token !== undefined) (lastItem ?? tokens).push(token);
  }
  return { tokens, lastItem };
}
