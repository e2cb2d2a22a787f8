import { describe, expect, test } from "vitest";
import { tryCompile } from "../scenarios/support/compile.js";
import { baseDocument, slotNames } from "./base-document.js";
import { faults } from "./check.js";
import { extensionDocument } from "./extension-document.js";
import { lookalikes, megabyte, payloads } from "./payloads.js";

/** What extensions say decides what code there is; so no shapes are compared, but nothing of the document's may run. */
const slots = names();
let combinations = 0;

function names(): readonly string[] {
  const found = new Set<string>();
  extensionDocument((slot, harmless) => {
    found.add(slot);
    return harmless;
  });
  return [...found];
}

async function faultsOf(document: object, name?: string): Promise<readonly string[]> {
  const { sdk, diagnostics } = await tryCompile(JSON.stringify(document), name === undefined ? {} : { name });
  if (sdk) return faults(sdk.files);
  return diagnostics.hasErrors ? [] : ["refused without a diagnostic"];
}

test("the extensions are read where they are harmless", async () => {
  const { sdk, diagnostics } = await tryCompile(JSON.stringify(extensionDocument((_, harmless) => harmless)));
  expect(diagnostics.hasErrors).toBe(false);
  const text = sdk?.files.map((file) => file.text).join("\n") ?? "";
  for (const want of ["EXTENSIONS_A", "[DONE]", "X-Signature", "X-Time", "https://a.example/refresh", "added"])
    expect(text).toContain(want);
});

describe("a payload in every extension, and in one at a time", () => {
  test.each(payloads.map((payload) => [JSON.stringify(payload).slice(0, 40), payload] as const))(
    "%s",
    { timeout: 60_000 },
    async (_, payload) => {
      combinations += slots.length;
      expect(await faultsOf(extensionDocument(() => payload))).toEqual([]);
      for (let part = 0; part < 4; part += 1) {
        const chosen = new Set(slots.filter((_slot, index) => index % 4 === part));
        combinations += chosen.size;
        const document = extensionDocument((slot, harmless) => (chosen.has(slot) ? payload : harmless));
        expect(await faultsOf(document)).toEqual([]);
      }
    },
  );

  test.each(lookalikes.map((value) => [JSON.stringify(value), value] as const))("%s", async (_, value) => {
    combinations += slots.length;
    expect(await faultsOf(extensionDocument(() => value))).toEqual([]);
  });
});

test("a payload as the name of the SDK", async () => {
  const harmless = extensionDocument((_, value) => value);
  for (const payload of payloads.filter((text) => text !== "")) {
    combinations += 1;
    expect(await faultsOf(harmless, payload), JSON.stringify(payload)).toEqual([]);
  }
});

test("a payload as the name of a file that is referred to", async () => {
  for (const payload of payloads) {
    combinations += 1;
    const schemas = { A: { $ref: `./${payload}.yaml#/A` }, B: { $ref: payload } };
    const document = { ...extensionDocument((_, value) => value), components: { schemas } };
    expect(await faultsOf(document), JSON.stringify(payload)).toEqual([]);
  }
});

/** Text of each kind: a name, prose, a literal, a key, a path. */
const long = ["info title", "operationId", "operation summary", "property name", "enum value", "path", "pattern"];

test.each(long)("a megabyte as %s", { timeout: 60_000 }, async (slot) => {
  expect(slotNames()).toContain(slot);
  combinations += 1;
  const document = baseDocument((name, harmless) => (name === slot ? megabyte : harmless));
  expect(await faultsOf(document)).toEqual([]);
});

test("the number of pairs of extension and payload", () => {
  console.log(`hostile: ${combinations} combinations of ${slots.length} slots of extensions and configuration`);
  expect(combinations).toBeGreaterThan(slots.length * payloads.length);
});
