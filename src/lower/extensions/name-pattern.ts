/**
 * Patterns of names, without running a regular expression of the document: a few nested choices keep one busy for hours. What
 * authors write is understood: text, `^`, `$`, `.`, `.*`, `.+`, an escaped sign, and `|` between whole patterns.
 */
export type Matches = (text: string) => boolean;

const any = { isAnyNumber: false } as const;
const anyNumber = { isAnyNumber: true } as const;
/** A character, any one, or any number of them. */
type Token = string | typeof any | typeof anyNumber;

const piece = /\.[*+]?|\\[^A-Za-z0-9]|[^\\^$.*+?()[\]{}|]/gsu;
const whole = new RegExp(`^(?:${piece.source})*$`, "su");

/** Longer ones are no names, and no patterns of names. */
const longest = 200;

/** Undefined where the pattern holds something else. */
export function namePattern(source: string): Matches | undefined {
  if (source.length > longest) return undefined;
  const patterns = source.split(/(?<!\\)\|/).map(tokensOf);
  if (patterns.some((tokens) => tokens === undefined)) return undefined;
  return (text) => text.length <= longest && patterns.some((tokens) => tokens !== undefined && fits(tokens, [...text]));
}

function tokensOf(source: string): readonly Token[] | undefined {
  const isFromStart = source.startsWith("^");
  const isToEnd = /(?<!\\)\$$/.test(source);
  const inner = source.slice(isFromStart ? 1 : 0, isToEnd ? -1 : undefined);
  if (!whole.test(inner)) return undefined;
  const tokens = (inner.match(piece) ?? []).flatMap((text): readonly Token[] => {
    if (text === ".*") return [anyNumber];
    if (text === ".+") return [any, anyNumber];
    return [text === "." ? any : text.replace(/^\\/, "")];
  });
  return [...(isFromStart ? [] : [anyNumber]), ...tokens, ...(isToEnd ? [] : [anyNumber])];
}

/** Goes back to the last `.*` alone, so that it takes at most the product of both lengths. */
function fits(tokens: readonly Token[], characters: readonly string[]): boolean {
  let at = 0;
  let token = 0;
  let retry: { readonly token: number; at: number } | undefined;
  while (at < characters.length) {
    const wanted = tokens[token];
    if (wanted === anyNumber) {
      token += 1;
      retry = { token, at };
    } else if (wanted === any || wanted === characters[at]) {
      token += 1;
      at += 1;
    } else if (retry) {
      retry.at += 1;
      at = retry.at;
      token = retry.token;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === anyNumber);
}
