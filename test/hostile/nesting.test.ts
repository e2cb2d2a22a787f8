import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cli } from "../unit/cli/terminal.js";

/** Documents that nest deeply, in every way in which a schema can: as deep as is let in, and deeper than the stack carries. */
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sdkwright-nesting-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = '{"type":"string"}';
const object = '{"type":"object"}';

/** What stands before and behind the inner schema, how many levels that makes, and the innermost. */
const ways: readonly (readonly [name: string, open: string, close: string, levels: number, core: string])[] = [
  ["properties", '{"type":"object","properties":{"a":', "}}", 2, text],
  ["items", '{"type":"array","items":', "}", 1, text],
  ["maps", '{"type":"object","additionalProperties":', "}", 1, text],
  ["patterns", '{"type":"object","patternProperties":{"^x":', "}}", 2, text],
  ["tuples", '{"type":"array","prefixItems":[', "]}", 2, text],
  ["oneOf", '{"oneOf":[{"type":"string"},', "]}", 2, object],
  ["anyOf", '{"anyOf":[{"type":"string"},', "]}", 2, object],
  ["allOf", '{"allOf":[', "]}", 2, object],
  ["allOf of two", '{"allOf":[{"type":"object","properties":{"b":{"type":"string"}}},', "]}", 2, object],
  ["not", '{"type":"string","not":', "}", 1, text],
  ["conditions", '{"type":"object","if":{"required":["a"]},"then":', "}", 1, object],
  ["examples", '{"type":"array","example":[', "]}", 2, text],
];

const places = ["schema", "response", "body", "parameter"] as const;

function documentOf(place: (typeof places)[number], schema: string): string {
  const here = (wanted: typeof place): string => (place === wanted ? schema : text);
  const json = (inner: string): string => `{"content":{"application/json":{"schema":${inner}}}}`;
  const responses = `{"200":{"description":"Fine.",${json(here("response")).slice(1)}}`;
  const parameter = `{"name":"p","in":"query","schema":${here("parameter")}}`;
  const post = `{"operationId":"make","parameters":[${parameter}],"requestBody":${json(here("body"))},"responses":${responses}}`;
  const components = `{"schemas":{"S":${here("schema")}}}`;
  return `{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{"/a":{"post":${post}}},"components":${components}}`;
}

async function generate(document: string, ...more: readonly string[]) {
  const file = join(folder, "openapi.json");
  writeFileSync(file, document);
  const { code, stderr } = await cli(["generate", file, "-o", join(folder, "sdk"), ...more]);
  return { code, stderr };
}

describe.each(places)("deep schemas in a %s", (place) => {
  test.each(ways)(
    "%s: what is let in becomes an SDK",
    { timeout: 120_000 },
    async (_name, open, close, levels, core) => {
      // The document's own levels are nine at most.
      const times = Math.floor((200 - 12) / levels);
      const { code, stderr } = await generate(documentOf(place, `${open.repeat(times)}${core}${close.repeat(times)}`));
      expect(code, stderr.slice(0, 2_000)).toBe(0);
    },
  );
});

// An example is never walked: it is as deep as it likes.
const walked = ways.filter(([name]) => name !== "examples");

test.each(walked)("%s: what the stack does not carry is a diagnostic", { timeout: 120_000 }, async (...way) => {
  const [, open, close, levels, core] = way;
  const times = Math.floor(20_000 / levels);
  const document = documentOf("schema", `${open.repeat(times)}${core}${close.repeat(times)}`);
  const refused = await generate(document);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("error spec/too-deep: objects and lists nest more than 200 deep");
  const { code, stderr } = await generate(document, "--limit", "depth=30000");
  expect(code, stderr.slice(0, 2_000)).toBe(1);
  expect(stderr).toContain("error spec/too-deep: objects and lists nest deeper than the stack of Node.js carries");
  expect(stderr).not.toMatch(/\n\s+at \S+ \(/);
});
