import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, type Plugin } from "esbuild";
import { describe, expect, it } from "vitest";

/** SDKs get the runtime as source: what holds here must hold in every user's build. */
const root = new URL("../../src/runtime/", import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const isUndici = (file: string) => file.startsWith("transport/undici");

/** Its own files; types of zod; undici and Node.js where only `transport/undici.ts` leads. */
function isShipped(file: string, from: string, isType: boolean): boolean {
  if (from === "zod") return isType;
  if (isUndici(file)) return from === "undici" || /^node:|^\.\.?\/.*\.js$/.test(from);
  return /^\.\.?\/.*\.js$/.test(from) && !from.includes("/undici");
}

const run = promisify(execFile);

async function typeCheck(project: URL): Promise<string> {
  const tsc = new URL("../../node_modules/typescript/bin/tsc", import.meta.url).pathname;
  const result = await run(process.execPath, [tsc, "--noEmit", "-p", project.pathname]).catch(
    (error: unknown) => error,
  );
  return typeof result === "object" && result !== null && "stdout" in result ? String(result.stdout) : String(result);
}

describe("the runtime's source", () => {
  it("compiles under its own, strictest settings", { timeout: 100_000 }, async () => {
    expect(await typeCheck(new URL("tsconfig.json", root))).toBe("");
  });

  it("compiles without Node.js, but for the undici transport", { timeout: 100_000 }, async () => {
    expect(await typeCheck(new URL("support/tsconfig.dom.json", import.meta.url))).toBe("");
  });

  it("reaches the disk where the caller names a path, and nowhere else: no token, key or body is written unasked", () => {
    const places = files.filter((file) =>
      /\bnode:fs\b|\blocalStorage\b|\bindexedDB\b/.test(readFileSync(new URL(file, root), "utf8")),
    );
    // `saveTo(path)`, `fileFrom(path)`, and the cassettes of the test kit, whose secrets are taken out.
    expect(places.sort()).toEqual(["file-from.ts", "save.ts", "testing/test-files.ts"]);
  });

  it("imports nothing that is not shipped with it", () => {
    const foreign = files.flatMap((file) => {
      const text = readFileSync(new URL(file, root), "utf8");
      const imports = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gm)];
      return imports
        .filter(([, type, from = ""]) => !isShipped(file, from, type !== undefined))
        .map(([all]) => `${file}: ${all}`);
    });
    expect(files.length).toBeGreaterThan(50);
    expect(foreign).toEqual([]);
  });
});

/** What is copied into SDKs. */
const shipped = new URL("../../dist/runtime-source/", import.meta.url);

/** A user's copy of the runtime lies in a package that doesn't say `sideEffects: false`, unlike ours. */
const unannotated: Plugin = {
  name: "unannotated",
  setup(hooks) {
    hooks.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\.js$/, ".ts")),
      sideEffects: true,
    }));
  },
};

describe("a bundle", () => {
  const bundle = async (contents: string) => {
    const result = await build({
      stdin: { contents, resolveDir: shipped.pathname, loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "browser",
      minify: true,
      write: false,
      plugins: [unannotated],
    });
    return result.outputFiles[0]?.text ?? "";
  };

  it("of nothing holds nothing: no module does anything when it is loaded", async () => {
    expect(await bundle('import "./index.js";')).toBe("");
  });

  it("of an error class holds the errors alone", async () => {
    const text = await bundle('import { NotFoundError } from "./index.js"; console.log(NotFoundError);');
    expect(text).not.toContain("deepObject");
    expect(text.length).toBeLessThan(8_000);
  });

  it("of a client with fetch works in a browser: it needs no module of Node.js", async () => {
    const text = await bundle('export { ApiClient, fetchTransport } from "./index.js";');
    expect(text).not.toMatch(/from"node:|require\(/);
    expect(text.length).toBeLessThan(101_000);
  });

  it("of a client knows nothing of multipart bodies and of files, unless an operation or its user names them", async () => {
    const without = await bundle('export { ApiClient, fetchTransport } from "./index.js";');
    expect(without).not.toContain("form-data");
    expect(without).not.toContain("has become shorter");
    const named = await bundle('export { ApiClient, fetchTransport, fileFrom, multipart } from "./index.js";');
    expect(named).toContain("form-data");
    expect(named).toContain("has become shorter");
    expect(named).not.toMatch(/from"node:|require\(/);
  });
});
