import ts from "typescript";
import { describe, expect, test } from "vitest";
import { isPlainlyAsPlanned } from "../../../src/render/scan-module.js";
import { type FileToVerify, parseModule } from "../../../src/render/verify-module.js";

const planned = [
  { kind: "import", name: "" },
  { kind: "import", name: "" },
  { kind: "export", name: "" },
  { kind: "export", name: "" },
  { kind: "interface", name: "Pet" },
  { kind: "type", name: "Kind" },
  { kind: "const", name: "pet" },
  { kind: "class", name: "Pets" },
  { kind: "function", name: "getPet" },
  { kind: "const", name: "last" },
] as const;

const text = `/** All there is. */

import * as z from "zod";
import type { Api, Part } from "./runtime.js";
export * from "./b.js";
export type { Cat } from "./c.js";

export interface Pet extends Omit<Cat, "age">, Api<{ a: string }> {
  /** Its name. */
  name: string;
  tags?: Array<string | undefined>;
}

/** What it is. */
export type Kind =
  | "cat"
  | { readonly dog: Map<string, number>; }
  | Promise<
    Part,
    Api
  >;

export const pet: z.ZodType<Pet, unknown> = z.lazy(() =>
  z.object({ name: z.string(), "x-y": (value: number) => ({ ...value, a: [1, 2] }) }),
);

export class Pets extends Api<Pet> {
  readonly #client: Api;

  constructor(client: Api) {
    super(client);
    this.#client = client;
  }

  get(id: Array<string>): Promise<Pet> {
    return getPet(this.#client, { id });
  }
}

export function getPet<Accept extends string =
  | "a"
  | "b">(
  client: Api,
  params: { id: string },
): Promise<
  Pet,
  { 200: Pet }
> {
  return client.call({ id: "a" }, params);
}

const last = { a: 1 } as const;
`;

const file = (changed: string): FileToVerify => ({ path: "a.ts", text: changed, planned });
const isPlain = (changed: string): boolean => isPlainlyAsPlanned(ts, changed, planned);

/** Where tokens begin, and where the text ends. */
function boundaries(): readonly number[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, text);
  const found: number[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) found.push(scanner.getTokenStart());
  return [...found, text.length];
}

/** Accepted by the tokens alone, though the parser finds other statements than planned. What does not parse cannot run. */
function isMistaken(changed: string): boolean {
  if (!isPlain(changed)) return false;
  const reason = parseModule(file(changed))?.reason;
  return reason !== undefined && !reason.startsWith("it does not parse");
}

test("what was planned is plain, and parses", () => {
  expect(isPlain(text)).toBe(true);
  expect(parseModule(file(text))).toBeUndefined();
});

const pieces = [
  "evil();",
  "; evil();",
  "\nevil()\n",
  "\n;evil()\n",
  "} evil(); {",
  "}\nevil();\n{",
  ") ; evil(); (",
  "/x/",
  "/",
  "/`/",
  "`",
  "`${",
  "<",
  ">",
  "< a > (0)",
  "<<",
  ",",
  ", evil = 1",
  "= 1",
  "=",
  ";",
  "{",
  "}",
  "{}",
  "(",
  ")",
  "[",
  "]",
  "*/",
  "/*",
  "//",
  "\n",
  "\u2028evil()",
  '"',
  "'",
  "++",
  "|",
  "?",
  ":",
  "=>",
  ".",
  "import('x');",
  "export default evil();",
  "export = evil;",
  "enum",
  "declare",
  "async",
  "abstract",
  "namespace A {}",
  "if (evil()) {}",
  "while (evil()) {}",
  "@evil()",
  "#!",
  "\n<<<<<<< a\n",
  "<!--",
] as const;

describe("at no place a piece is let through that makes another statement", () => {
  test.each(pieces)("%j", (piece) => {
    const at = boundaries();
    const mistaken = at.map((index) => `${text.slice(0, index)}${piece} ${text.slice(index)}`).filter(isMistaken);
    expect(mistaken).toEqual([]);
  });

  test("two pieces at two places, at random", () => {
    const at = boundaries();
    // A generator of its own, so that each run does the same.
    let state = 7;
    const random = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const texts = Array.from({ length: 20_000 }, () => {
      const [first, second] = [at[random(at.length)] ?? 0, at[random(at.length)] ?? 0].sort((a, b) => a - b);
      const [one, other] = [pieces[random(pieces.length)], pieces[random(pieces.length)]];
      return `${text.slice(0, first)}${one} ${text.slice(first, second)}${other} ${text.slice(second)}`;
    });
    expect(texts.filter(isMistaken)).toEqual([]);
    // Within a statement most are for the parser of whoever compiles it.
    expect(texts.filter(isPlain).length).toBeGreaterThan(100);
  });

  test("nor where a token is missing", () => {
    const at = boundaries();
    const texts = at.map((index, order) => text.slice(0, index) + text.slice(at[order + 1] ?? text.length));
    expect(texts.filter(isMistaken)).toEqual([]);
  });
});

test.each([
  [
    "an injection behind a regular expression that looks like a template",
    "const last = (() => { if (a) /`/; })();\nevil();\n(() => { /`/ })();\n",
  ],
  ["a second declaration between signs of less and greater", "const last = a < b, evil = c > d;\n"],
  ["a statement at the end of a line", "const last = { a: 1 }\nevil();\n"],
  ["a call of import", 'import("evil");\nconst last = 1;\n'],
])("%s is seen", (_, end) => {
  const changed = text.replace(/const last[\s\S]*$/, end);
  expect(isPlain(changed)).toBe(false);
  expect(parseModule(file(changed))).toBeDefined();
});
