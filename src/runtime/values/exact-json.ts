/**
 * RFC 8259 6: JSON sets no limit to numbers, JavaScript's `JSON.parse` rounds integers beyond 2^53. Reads a text a second
 * time with such integers as bigint. (`JSON.parse` hands out the digits from Node.js 21 on.)
 */

/** Only a run of 16 digits can be an integer that a number doesn't hold; most texts have none. */
const longRun = /\d{16}/;

export function mayHoldLongIntegers(text: string): boolean {
  return longRun.test(text);
}

type Container = unknown[] | Record<string, unknown>;

/** @param text what `JSON.parse` has accepted: nothing is checked again */
export function parseWithBigints(text: string): unknown {
  const root: unknown[] = [];
  const open: Container[] = [root];
  let key: string | undefined;
  const beginnings = /["[{\]}]|[^\s,:"[\]{}]+/g;
  for (let found = beginnings.exec(text); found !== null; found = beginnings.exec(text)) {
    if (found[0] === '"') beginnings.lastIndex = endOfString(text, found.index);
    const token = text.slice(found.index, beginnings.lastIndex);
    const container = open[open.length - 1] ?? root;
    if (token === "]" || token === "}") {
      open.pop();
    } else if (!Array.isArray(container) && key === undefined) {
      key = String(JSON.parse(token));
    } else {
      const value = token === "[" ? [] : token === "{" ? {} : scalar(token);
      add(container, key, value);
      key = undefined;
      if (token === "[" || token === "{") open.push(value as Container);
    }
  }
  return root[0];
}

/** Behind its last quote. By hand: a pattern takes some of the stack for each escape, and a server may send millions. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function add(container: Container, key: string | undefined, value: unknown): void {
  if (Array.isArray(container)) container.push(value);
  // Not an assignment: `__proto__` is a name like others, as it is for `JSON.parse`.
  else Object.defineProperty(container, key ?? "", { value, writable: true, enumerable: true, configurable: true });
}

function scalar(token: string): unknown {
  const value: unknown = JSON.parse(token);
  if (typeof value !== "number" || Number.isSafeInteger(value) || !/^-?\d+$/.test(token)) return value;
  return BigInt(token);
}
