import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../corpus/documents.js";
import { type MeasuredProcess, measureNode } from "../corpus/measured-process.js";
import { peerNode, peerPath, peersFolder } from "./peers.js";

/** What turns a document into TypeScript. */
export interface Generator {
  readonly name: string;
  /** What comes out: without it, times can't be compared. */
  readonly emits: string;
  readonly isOurs?: boolean;
  /** Writes what the command needs, and gives its arguments. `out` is an empty folder. */
  prepare(document: string, out: string): readonly string[];
}

const ours: Generator = {
  name: "sdkwright",
  emits: "types, zod, functions, classes, errors, mocks, docs",
  isOurs: true,
  prepare: (document, out) => [resolve(projectRoot, "dist/cli/main.js"), "generate", document, "--out", out, "--quiet"],
};

export const generators: readonly Generator[] = [
  ours,
  {
    name: "hey-api",
    emits: "types, zod, functions",
    prepare(document, out) {
      const sdk = { name: "@hey-api/sdk", validator: true };
      const plugins = ["@hey-api/client-fetch", "@hey-api/typescript", sdk, "zod"];
      const config = writeConfig(out, { input: document, output: out, plugins, logs: { level: "silent" } });
      return [peerPath("@hey-api/openapi-ts/dist/run.mjs"), "-f", config];
    },
  },
  {
    name: "orval",
    emits: "types, zod, functions",
    prepare(document, out) {
      const input = { target: document };
      const config = writeConfig(out, {
        api: { input, output: { target: `${out}/api.ts`, schemas: `${out}/model`, client: "fetch", mode: "split" } },
        zod: { input, output: { target: `${out}/zod.ts`, client: "zod" } },
      });
      return [peerPath("orval/dist/bin/orval.mjs"), "--config", config];
    },
  },
  {
    name: "kubb",
    emits: "types, zod, functions",
    prepare(document, out) {
      const imports = ["oas", "ts", "zod", "client"].map(
        (name) => `import { plugin${name[0]?.toUpperCase()}${name.slice(1)} } from ${href(`@kubb/plugin-${name}`)};`,
      );
      const plugins =
        'pluginOas({ generators: [] }), pluginTs(), pluginZod(), pluginClient({ client: "fetch", parser: "zod" })';
      const settings = `root: ${JSON.stringify(out)}, input: { path: ${JSON.stringify(document)} }, output: { path: "./src", format: false, lint: false }, plugins: [${plugins}]`;
      const config = `${out}.config.mjs`;
      writeFileSync(config, `${imports.join("\n")}\nexport default { ${settings} };\n`);
      return [peerPath("@kubb/cli/bin/kubb.cjs"), "generate", "--config", config];
    },
  },
  {
    name: "redocly",
    emits: "types, zod, functions",
    prepare: (document, out) => [
      ...[peerPath("@redocly/cli/bin/cli.js"), "generate-client", document, "-o", `${out}/api.ts`],
      ...["--generator", "typescript", "--generator", "zod"],
    ],
  },
  {
    name: "swagger-typescript-api",
    emits: "types, functions",
    prepare: (document, out) => [
      ...[peerPath("swagger-typescript-api/dist/cli.mjs"), "generate"],
      ...["-p", document, "-o", out, "-n", "api.ts"],
    ],
  },
  {
    name: "openapi-typescript",
    emits: "types only",
    prepare: (document, out) => [peerPath("openapi-typescript/bin/cli.js"), document, "-o", `${out}/api.ts`],
  },
];

/** What takes longer is not waited for, in milliseconds. BENCH_LIMIT names another one. */
export const generationLimit = Number(process.env["BENCH_LIMIT"] ?? 300_000);

/** Runs one, the whole process, into an empty folder; all on one and the same Node.js, unless another one is named. */
export function runGenerator(
  generator: Generator,
  document: string,
  out: string,
  node = peerNode,
): Promise<MeasuredProcess> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const args = generator.prepare(document, out);
  // Peers are started where their packages are found.
  return measureNode(args, { cwd: generator.isOurs ? projectRoot : peersFolder, limit: generationLimit, node });
}

function writeConfig(out: string, config: unknown): string {
  const path = `${out}.config.mjs`;
  writeFileSync(path, `export default ${JSON.stringify(config)};\n`);
  return path;
}

function href(packageName: string): string {
  return JSON.stringify(pathToFileURL(peerPath(`${packageName}/dist/index.js`)).href);
}
