import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import * as runtime from "../../../src/runtime/index.js";
import { compilePart } from "../../scenarios/support/compile.js";

interface Webhooks {
  isWebhookEvent(name: string): boolean;
  parseWebhook(name: string, body: unknown): unknown;
}

/** The emitted module, run with the runtime's source. */
async function runWebhooks(webhooks: object): Promise<Webhooks> {
  const { texts } = await compilePart({ webhooks });
  const load = (path: string): unknown => {
    if (path === "./runtime/index.js") return runtime;
    const text = texts.get(path.replace(/^\.\/(.*)\.js$/, "$1.ts"));
    return text === undefined ? {} : run(text, path === "zod" ? undefined : load);
  };
  // The emitted module exports what the interface says: the test would fail otherwise.
  return run(texts.get("webhooks.ts") ?? "", load) as Webhooks;
}

function run(text: string, load: ((path: string) => unknown) | undefined): unknown {
  const { code } = transformSync(text, { loader: "ts", format: "cjs" });
  const module = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, load);
  return module.exports;
}

const names = [
  "__proto__",
  "constructor",
  "",
  'a"b',
  "a`b$\u007b1}",
  "line\nbreak\u2028",
  "*/ evil() /*",
  "then",
  "💥",
];

describe("names of events are only data", () => {
  test.each(names)("%j", async (name) => {
    // JSON.parse makes a member of `__proto__`, a literal would not.
    const webhooks: object = JSON.parse(
      `{${JSON.stringify(name)}:{"post":{"requestBody":{"content":{"text/plain":{}}}}}}`,
    );
    const { isWebhookEvent, parseWebhook } = await runWebhooks(webhooks);
    expect([isWebhookEvent(name), isWebhookEvent(`${name}?`), isWebhookEvent("toString")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(parseWebhook(name, Buffer.from("hi"))).toBe("hi");
  });
});

test("what an event says of itself ends no comment", async () => {
  const evil = "*/ evil(); /* @ts-nocheck";
  const { texts } = await compilePart({ webhooks: { a: { post: { summary: evil, description: evil } } } });
  expect(texts.get("webhooks.ts")).not.toContain("*/ evil");
});

test("the guide lists each event; nothing in it is markup", async () => {
  const { texts } = await compilePart({
    webhooks: { "a`b": { post: { summary: "Say *it* | twice\nand more" } } },
    paths: { "/a": { get: { responses: { 204: { description: "" } } } } },
  });
  const guide = texts.get("README.md") ?? "";
  expect(guide).toContain("## Webhooks");
  expect(guide).toContain("| `a b` | Say \\*it\\* \\| twice |");
});

test("an API that only sends webhooks has a README, which calls nothing", async () => {
  const { texts } = await compilePart({ webhooks: { "pet.sold": { post: { responses: {} } } } });
  expect(texts.get("README.md")).toContain('await unwrapWebhook("pet.sold"');
  expect(texts.get("README.md")).not.toMatch(/## (?:Call|Options|Results)|createClient/);
});
