import { describe, expect, test } from "vitest";
import { tryCompile } from "../scenarios/support/compile.js";
import { baseDocument, slotNames } from "./base-document.js";
import { faults } from "./check.js";
import { lookalikes, payloads } from "./payloads.js";
import { hiddenFault, markdownFault, moduleTextFault, shapeOf, strangeCalls } from "./shape.js";

/** The files of a package around the SDK, from documents whose every text that reaches them is hostile. */
const licenseSlots = ["license name", "license identifier", "license url"] as const;
const slots = [...licenseSlots, "info title", "info version", "info description"];
let combinations = 0;

type Slot = (typeof slots)[number];

async function packageOf(fill: (slot: string, harmless: unknown) => unknown, name?: string) {
  const document = baseDocument((slot, harmless) => (slots.includes(slot) ? fill(slot, harmless) : harmless));
  const [licenseName, identifier, url] = licenseSlots.map((slot) => fill(slot, "MIT"));
  const info = { ...infoOf(document), license: { name: licenseName, identifier, url } };
  const settings = { package: true, ...(name === undefined ? {} : { name }) };
  const { sdk, diagnostics } = await tryCompile(JSON.stringify({ ...document, info }), settings);
  if (!sdk) throw new Error(`refused: ${diagnostics.list.map(({ code, message }) => `${code} ${message}`).join("; ")}`);
  return sdk.files;
}

function infoOf(document: object): object {
  return "info" in document && typeof document.info === "object" && document.info !== null ? document.info : {};
}

type Files = Awaited<ReturnType<typeof packageOf>>;

function textOf(files: Files, path: string): string {
  const found = files.find((file) => file.path === path)?.text;
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found;
}

const fixed = ["tsconfig.json", "tsconfig.cjs.json", "scripts/build.mjs", ".gitignore", "CHANGELOG.md"];
const harmless = packageOf((_, value) => value);

/** What is wrong with the package beside its modules. */
async function packageFaults(files: Files): Promise<readonly string[]> {
  const wanted = await harmless;
  const found: string[] = [];
  const note = (path: string, fault: string | undefined) => fault !== undefined && found.push(`${path}: ${fault}`);
  const paths = new Set(wanted.filter(({ path }) => !path.startsWith("src/")).map(({ path }) => path));
  for (const { path, text } of files) {
    if (path.startsWith("src/")) continue;
    note(path, hiddenFault(text));
    // A document whose license says nothing gets no LICENSE.
    if (!paths.has(path) && path !== "LICENSE") note(path, "nobody planned it");
    if (path.endsWith(".md")) note(path, markdownFault(text));
  }
  for (const path of fixed) if (textOf(files, path) !== textOf(wanted, path)) note(path, "it is another");
  const smoke = textOf(files, "test/smoke.test.mjs");
  note("smoke", moduleTextFault(smoke));
  if (shapeOf(smoke) !== shapeOf(textOf(wanted, "test/smoke.test.mjs"))) note("smoke", "it does something else");
  if (strangeCalls(smoke).join() !== strangeCalls(textOf(wanted, "test/smoke.test.mjs")).join())
    note("smoke", "it calls");
  const [own, theirs] = [files, wanted].map(
    (some) => JSON.parse(textOf(some, "package.json")) as Record<string, unknown>,
  );
  const texts = { name: "", description: "", license: "" };
  if (JSON.stringify({ ...own, ...texts }) !== JSON.stringify({ ...theirs, ...texts }))
    note("package.json", "another shape");
  if (!/^[a-z0-9-]+-sdk$/.test(String(own?.["name"]))) note("package.json", `the name ${String(own?.["name"])}`);
  for (const key of Object.keys(texts)) if (typeof own?.[key] !== "string") note("package.json", `${key} is no text`);
  return found;
}

test("the harmless package is one", async () => {
  expect(await packageFaults(await harmless)).toEqual([]);
  expect(slotNames()).toEqual(expect.arrayContaining(["info title", "info version", "info description"]));
});

const named = [...payloads, ...lookalikes].map((value) => [JSON.stringify(value).slice(0, 40), value] as const);

describe("a payload in each text that reaches the package", () => {
  test.each(named)("%s", { timeout: 60_000 }, async (_, payload) => {
    // What is said of the license is read together: all at once, and each beside harmless ones.
    for (const slot of [undefined, ...licenseSlots] satisfies readonly (Slot | undefined)[]) {
      const files = await packageOf((name, value) => (slot === undefined || name === slot ? payload : value));
      combinations += slot === undefined ? slots.length : 1;
      expect(await packageFaults(files), slot ?? "all").toEqual([]);
      const own = files.filter(({ path }) => /^(?:src\/|README|api)/.test(path));
      if (slot === undefined) expect(await faults(own)).toEqual([]);
    }
  });
});

test("a payload as the name of the SDK, which becomes that of the package and of a class", {
  timeout: 60_000,
}, async () => {
  for (const payload of payloads.filter((text) => text !== "")) {
    combinations += 1;
    const files = await packageOf((_, value) => value, payload);
    expect(await packageFaults(files), JSON.stringify(payload)).toEqual([]);
  }
});

test("the number of pairs", () => {
  console.log(`hostile: ${combinations} combinations of ${slots.length + 1} slots of the package's files`);
  expect(combinations).toBeGreaterThan((slots.length + licenseSlots.length) * payloads.length);
});
