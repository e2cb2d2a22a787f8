import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { nextLink, parseLinks } from "../../../src/runtime/pagination/link-header.js";

const file = resolve(import.meta.dirname, "../../../../shared/suites/vectors/link.json");
const vector = z.object({
  id: z.string(),
  source: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  expected: z.array(z.looseObject({ uri: z.string(), rel: z.string().optional() })).optional(),
  next: z.string().nullish(),
});
const cases = existsSync(file)
  ? z.object({ cases: z.array(vector) }).parse(JSON.parse(readFileSync(file, "utf8"))).cases
  : [];

describe.skipIf(cases.length === 0)(`Link vectors (${file})`, () => {
  test.each(cases.map((one) => [one.id, one] as const))("%s", (_, { input, expected, next }) => {
    const header = typeof input === "string" ? input : input.join(", ");
    if (next !== undefined) expect(nextLink(header) ?? null).toBe(next);
    if (expected === undefined) return;
    // The vectors have a row for each relation of a link.
    const found = parseLinks(header).flatMap(({ uri, params }) => {
      const rel = params.find(([name]) => name === "rel")?.[1];
      const rels = rel === undefined ? [undefined] : rel === "" ? [""] : rel.split(/\s+/);
      return rels.map((one) => (one === undefined ? { uri } : { uri, rel: one }));
    });
    // Of link-6 the input has the first of two links only.
    const inInput = expected.filter(({ uri }) => header.replace(/\r?\n[ \t]*/g, "").includes(uri));
    expect(found).toEqual(inInput.map(({ uri, rel }) => (rel === undefined ? { uri } : { uri, rel })));
  });
});

describe("a Link header that nobody should write", () => {
  test.each([["<"], [";;;"], ['</a>; rel="next'], ["<a>,<b"], ["</a>; =x; rel=next"], [",,,"]])("%s ends", (header) => {
    expect(Array.isArray(parseLinks(header))).toBe(true);
  });
});
