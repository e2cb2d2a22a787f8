import { beforeAll, expect, test } from "vitest";
import { generateInMemory, type Variant } from "./in-memory.js";

const document = "fixtures/inkwell.yaml";
type Files = ReadonlyMap<string, string>;

let bundled: Files;

beforeAll(async () => {
  bundled = await generateInMemory(document, { transport: "undici", runtime: "bundled" });
});

test("with `--runtime package` nothing differs but the runtime, which is imported", async () => {
  const linked = await generateInMemory(document, { transport: "undici", runtime: "package" });
  expect(ownFiles(linked)).toEqual(ownFiles(bundled));
  const runtime = [...linked].filter(([path]) => path.startsWith("runtime/"));
  expect(runtime.map(([path, text]) => [path, imports(text)])).toEqual([
    ["runtime/index.ts", ["sdkwright/runtime"]],
    ["runtime/lean.ts", ["sdkwright/runtime/lean"]],
    ["runtime/oauth2.ts", ["sdkwright/runtime/oauth2"]],
    ["runtime/testing.ts", ["sdkwright/runtime/testing"]],
    ["runtime/undici.ts", ["sdkwright/runtime/undici"]],
  ]);
});

test("with `--transport fetch` nothing of the code names undici", async () => {
  const fetched = await generateInMemory(document, { transport: "fetch", runtime: "bundled" });
  const names = [...fetched].filter(([path, text]) => path.endsWith(".ts") && imports(text).includes("undici"));
  expect(names).toEqual([]);
  expect(fetched.get("client.ts")).toContain("fetchTransport");
});

const variants: readonly Variant[] = [
  { transport: "undici", runtime: "bundled" },
  { transport: "fetch", runtime: "bundled" },
  { transport: "undici", runtime: "package" },
  { transport: "fetch", runtime: "package" },
];

test.each(variants)("every relative import of $transport, $runtime names a file that is written", async (variant) => {
  const files = await generateInMemory(document, variant);
  const broken = [...files].flatMap(([path, text]) =>
    imports(text)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => new URL(specifier.replace(/\.js$/, ".ts"), `file:///${path}`).pathname.slice(1))
      .filter((target) => path.endsWith(".ts") && !files.has(target))
      .map((target) => `${path} imports ${target}`),
  );
  expect(broken).toEqual([]);
});

/** All but the runtime and what describes the files themselves. */
function ownFiles(files: Files): readonly (readonly [string, string])[] {
  return [...files].filter(([path]) => path.endsWith(".ts") && !path.startsWith("runtime/"));
}

function imports(text: string): readonly string[] {
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";$/gm)].map((match) => match[1] ?? "");
}
