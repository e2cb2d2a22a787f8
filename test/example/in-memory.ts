import { readFileSync } from "node:fs";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { generateSdk } from "../../src/generate-sdk.js";
import type { GenerateOptions } from "../../src/generated-sdk.js";
import { packageAssets } from "../../src/host/assets.js";
import { memoryHost } from "../../src/host/memory-host.js";

/** What decides how an SDK is written. */
export interface Variant {
  readonly transport: "undici" | "fetch";
  readonly runtime: "bundled" | "package";
  readonly types?: GenerateOptions["types"];
  readonly validate?: GenerateOptions["validate"];
  readonly pagination?: GenerateOptions["pagination"];
  readonly msw?: boolean;
}

/** What `generate` would leave in its output folder: texts by path, `.sdkwright.json` included. Nothing is written. */
export async function generateInMemory(
  document: string,
  { types, validate, pagination, ...emit }: Variant,
  cwd = "/work",
): Promise<ReadonlyMap<string, string>> {
  const input = "fixtures/openapi.yaml";
  const host = memoryHost({ [input]: readFileSync(document, "utf8") }, { cwd });
  const diagnostics = new Diagnostics();
  const options = { input, output: "sdk", types, validate, pagination, emit };
  const sdk = await generateSdk(options, { host, assets: packageAssets(), diagnostics });
  if (sdk === undefined) throw new Error(`${document}: ${diagnostics.list.map(({ code }) => code).join(", ")}`);
  const folder = `${cwd}/sdk/`;
  const files = [...host.files].filter(([path]) => path.startsWith(folder));
  return new Map(files.map(([path, text]) => [path.slice(folder.length), text]));
}
