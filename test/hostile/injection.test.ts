import { describe, expect, test } from "vitest";
import type { RenderedFile } from "../../src/render/render-file.js";
import { tryCompile } from "../scenarios/support/compile.js";
import { baseDocument, type Fill, slotNames } from "./base-document.js";
import { faults, modules, shapes } from "./check.js";
import { lookalikes, payloads } from "./payloads.js";
import { literals } from "./shape.js";

/**
 * Every place of a document that holds text is given every payload. Whatever comes out must be the code that a harmless
 * document becomes, names and literals aside. Slots are filled some at a time, so that thousands of pairs take seconds.
 */
const slots = slotNames();
const groupCount = 3;
// Neighbours in different groups.
const groups = Array.from({ length: groupCount }, (_, group) =>
  slots.filter((_slot, index) => index % groupCount === group),
);

let combinations = 0;

async function compiled(fill: Fill): Promise<readonly RenderedFile[]> {
  const { sdk, diagnostics } = await tryCompile(JSON.stringify(baseDocument(fill)));
  if (!sdk) throw new Error(`refused: ${diagnostics.list.map(({ code, message }) => `${code} ${message}`).join("; ")}`);
  return sdk.files;
}

const harmless = new Map<string, readonly string[]>();

/** What the same slots become with a plain word in them. */
async function harmlessShapes(chosen: readonly string[]): Promise<readonly string[]> {
  const key = chosen.join();
  const known = harmless.get(key) ?? shapes(await compiled(fillWith("plain", chosen)));
  harmless.set(key, known);
  return known;
}

/** Pairs whose code rightly differs from that of a harmless text. */
function differs(slot: string, payload: string): boolean {
  const isEmpty = payload.trim() === "";
  const hasWords = /[\p{L}\p{N}]/u.test(payload);
  switch (slot) {
    // A server without a URL is none.
    case "server url":
    case "operation server url":
      return isEmpty;
    // Braces in a path are a parameter.
    case "path":
    case "first segment":
      return /\{[^{}]+\}/.test(payload);
    case "path parameter name":
      return isEmpty || /[{}]/.test(payload);
    // Without a word in its tag an operation goes by its path.
    case "tag name":
      return !hasWords;
    // A range of media types leaves `contentType` to the caller.
    case "request media type":
      return payload.includes("*");
    // What is no pattern is not checked; what is one by the old rules alone has no flag.
    case "pattern":
    case "property pattern":
      return !isPattern(payload);
    // Objects have these already: what checks them is another function of ours.
    case "property name":
    case "required name":
    case "error property name":
    case "form property name":
    case "dependent name":
    case "scheme name":
    case "discriminator name":
    // Its type is left out: what every object has cannot be an optional member of another type.
    case "header name":
      return payload in Object.prototype;
    default:
      return false;
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    // A SyntaxError is the answer.
    return false;
  }
}

function fillWith(payload: unknown, chosen: readonly string[]): Fill {
  return (slot, harmless) => (chosen.includes(slot) ? payload : harmless);
}

test("the document has slots of every kind, and is harmless without payloads", async () => {
  expect(slots.length).toBeGreaterThan(70);
  expect(await faults(await compiled((_, harmless) => harmless))).toEqual([]);
});

describe.each(groups.map((group, index) => [index, group] as const))("group %i of slots", (_, group) => {
  test.each(payloads.map((payload) => [JSON.stringify(payload).slice(0, 40), payload] as const))(
    "%s",
    async (_name, payload) => {
      const alike = group.filter((slot) => !differs(slot, payload));
      const files = await compiled(fillWith(payload, alike));
      combinations += alike.length;
      expect(await faults(files)).toEqual([]);
      expect(shapes(files)).toEqual(await harmlessShapes(alike));
    },
  );
});

test("pairs that change the code run nothing of the document's either", async () => {
  const pairs = slots.flatMap((slot) =>
    payloads.filter((payload) => differs(slot, payload)).map((payload) => [slot, payload] as const),
  );
  expect(pairs.length).toBeGreaterThan(30);
  expect(pairs.length).toBeLessThan(100);
  for (const [slot, payload] of pairs) {
    combinations += 1;
    expect(await faults(await compiled(fillWith(payload, [slot]))), `${slot}: ${JSON.stringify(payload)}`).toEqual([]);
  }
});

/** What goes on the wire must arrive there as it was written. */
const wire: readonly string[] = [
  "info version",
  "server name",
  "server variable name",
  "server variable default",
  "server variable value",
  "operation server url",
  "response media type",
  "request media type",
  "error property name",
  "encoding name",
  "encoding content type",
  "query parameter name",
  "parameter value",
  "header parameter name",
  "cookie parameter name",
  "parameter media type",
  "property name",
  "enum value",
  "const value",
  "api key name",
  "scheme name",
  "http scheme",
  "token url",
  "scope",
  "openid url",
  "webhook name",
  "dependent name",
];

test.each(payloads.map((payload) => [JSON.stringify(payload).slice(0, 40), payload] as const))(
  "%s is on the wire as it is in the document",
  async (_, payload) => {
    // The end of each tells the slots apart; URLs lose the space around them.
    const files = await compiled((slot, harmless) => (wire.includes(slot) ? `${payload}|${slot}` : harmless));
    const found = new Set(modules(files).flatMap(({ text }) => [...literals(text)]));
    expect(wire.filter((slot) => !found.has(`${payload}|${slot}`) && !found.has(`${payload}|${slot}`.trim()))).toEqual(
      [],
    );
  },
);

describe("values that look like code", () => {
  const values: readonly string[] = [
    "parameter default",
    "property default",
    "property example",
    "parameter example",
    "media example",
    "enum value",
    "parameter value",
    "const value",
    "server variable default",
    "server variable value",
  ];

  test.each(lookalikes.map((value) => [JSON.stringify(value), value] as const))("%s is a value", async (_, value) => {
    combinations += values.length;
    expect(await faults(await compiled(fillWith(value, values)))).toEqual([]);
  });

  test.each(lookalikes.map((value) => [JSON.stringify(value), value] as const))(
    "%s in the place of every text",
    async (_, value) => {
      for (const group of groups) {
        combinations += group.length;
        expect(await faults(await compiled(fillWith(value, group)))).toEqual([]);
      }
    },
  );
});

test("the number of pairs of slot and payload", () => {
  console.log(
    `hostile: ${combinations} combinations of ${slots.length} slots and ${payloads.length + lookalikes.length} payloads`,
  );
  expect(combinations).toBeGreaterThan(slots.length * payloads.length);
});
