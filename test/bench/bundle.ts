import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { documentNamed, pathOf, projectRoot } from "../corpus/documents.js";
import { measureNode } from "../corpus/measured-process.js";
import { outputsOf } from "./outputs.js";
import { benchFolder, installPeers, peersFolder } from "./peers.js";
import type { Section } from "./report.js";

/** A program for browsers whose bundle is weighed. */
interface Program {
  readonly name: string;
  readonly folder: string;
  readonly source: string;
  /** Packages that the bundle is weighed without. */
  readonly external?: readonly string[];
}

/** Petstore's `getPetById`, and the whole client, as esbuild bundles them for browsers. */
export async function benchBundle(): Promise<readonly Section[]> {
  installPeers();
  const rows: string[][] = [];
  for (const program of await programs()) rows.push([program.name, ...(await weigh(program))]);
  return [
    {
      title: "Bundles",
      intro: "Petstore for browsers (`--transport fetch`), by esbuild: ES module, minified; gzip at level 9.",
      head: ["", "minified", "gzipped"],
      rows,
      notes: [
        "goal: one operation without validation under 6 KB gzipped, with the lean client. What peers' smaller clients have not is in it: errors of the status's class with their attempts, " +
          "secrets taken out of what they print, guards against values that leave their place in the path or a header, and a message for each feature that was left out",
        "`createClient` wires retries, rate limits, redirects, credentials, time limits and the rest together, whatever is used",
        "zod itself is most of each bundle that validates, ours and theirs",
      ],
    },
  ];
}

async function programs(): Promise<readonly Program[]> {
  const fetchSdk = resolve(benchFolder, "petstore-fetch");
  const args = ["dist/cli/main.js", "generate", pathOf(documentNamed("petstore")), "--out", fetchSdk];
  await measureNode([...args, "--transport", "fetch", "--quiet"], { cwd: projectRoot, limit: 60_000 });
  // Only a configuration says how the SDK validates.
  const unchecked = resolve(benchFolder, "petstore-unchecked");
  const config = resolve(benchFolder, "petstore-unchecked.json");
  writeFileSync(
    config,
    JSON.stringify({
      input: pathOf(documentNamed("petstore")),
      output: unchecked,
      transport: "fetch",
      validate: "off",
    }),
  );
  await measureNode(["dist/cli/main.js", "generate", "--config", config, "--quiet"], {
    cwd: projectRoot,
    limit: 60_000,
  });
  const outputs = new Map((await outputsOf("petstore")).map(({ name, folder }) => [name, folder]));
  const of = (name: string): string => outputs.get(name) ?? "";
  const one = `import { createClient } from "./client.js";
import { getPetById } from "./operations/pet.js";
console.log(await getPetById(createClient({ baseUrl: "/" }), { petId: 1 }));`;
  return [
    { name: "sdkwright, one operation", folder: fetchSdk, source: one },
    { name: "sdkwright, one operation, weighed without zod", folder: fetchSdk, source: one, external: ["zod"] },
    { name: "sdkwright, one operation, `validate: off`", folder: unchecked, source: one },
    {
      name: "sdkwright, one operation, `validate: off`, the lean client",
      folder: unchecked,
      source: one
        .replace('createClient } from "./client.js"', 'createLeanClient } from "./lean.js"')
        .replace("createClient(", "createLeanClient("),
    },
    {
      name: "sdkwright, the whole client",
      folder: fetchSdk,
      source: 'import { Petstore } from "./index.js"; console.log(Petstore);',
    },
    {
      name: "hey-api, one operation, with zod",
      folder: of("hey-api"),
      source: 'import { getPetById } from "./sdk.gen"; console.log(await getPetById({ path: { petId: 1 } }));',
    },
    {
      name: "hey-api, one operation, weighed without zod",
      folder: of("hey-api"),
      source: 'import { getPetById } from "./sdk.gen"; console.log(await getPetById({ path: { petId: 1 } }));',
      external: ["zod"],
    },
    {
      name: "orval, one operation, no validation",
      folder: of("orval"),
      source: 'import { getPetById } from "./api"; console.log(await getPetById(1));',
    },
    {
      name: "redocly, one operation, no validation",
      folder: of("redocly"),
      source: 'import { getPetById } from "./api"; console.log(await getPetById(1));',
    },
    {
      name: "openapi-fetch, one operation, no validation",
      folder: peersFolder,
      source:
        'import createClient from "openapi-fetch"; console.log(await createClient({ baseUrl: "/" }).GET("/pet/{petId}", { params: { path: { petId: 1 } } }));',
    },
    {
      name: "swagger-typescript-api, the whole client",
      folder: of("swagger-typescript-api"),
      source: 'import { Api } from "./api"; console.log(Api);',
    },
  ];
}

async function weigh({ folder, source, external = [] }: Program): Promise<readonly [string, string]> {
  try {
    const { outputFiles } = await build({
      stdin: { contents: source, resolveDir: folder, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
      external: [...external],
      nodePaths: [resolve(peersFolder, "node_modules")],
      logLevel: "silent",
    });
    const bytes = outputFiles[0]?.contents ?? new Uint8Array();
    const kilobytes = (size: number): string => `${(size / 1000).toFixed(1)} KB`;
    return [kilobytes(bytes.byteLength), kilobytes(gzipSync(bytes, { level: 9 }).byteLength)];
  } catch (error) {
    return ["", `not bundled: ${String(error).split("\n")[0]?.slice(0, 80)}`];
  }
}
