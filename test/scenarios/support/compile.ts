import type { CompileOptions } from "../../../src/compile-options.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { type CompiledSdk, compileSdk } from "../../../src/generate.js";
import type { Assets } from "../../../src/host/assets.js";
import { packageAssets } from "../../../src/host/assets.js";
import { memoryHost } from "../../../src/host/memory-host.js";

/** A document that went through the whole line in memory. */
export interface Compiled extends CompiledSdk {
  readonly diagnostics: Diagnostics;
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface CompileSettings {
  readonly name?: string;
  readonly transport?: "undici" | "fetch";
  readonly runtime?: "bundled" | "package";
  readonly types?: CompileOptions["types"];
  readonly validate?: CompileOptions["validate"];
  readonly pagination?: CompileOptions["pagination"];
  readonly package?: CompileOptions["package"];
  readonly operations?: CompileOptions["operations"];
  readonly select?: CompileOptions["select"];
  readonly allowEnv?: readonly string[];
  /** Other files that the document may refer to, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

// The runtime's files are the same for every document; a test that wants them reads them itself.
const assets: Assets = { ...packageAssets(), runtimeFiles: [] };

/** What the document becomes. Undefined where it is refused; `diagnostics` then says why. */
export async function tryCompile(
  text: string,
  settings: CompileSettings = {},
): Promise<{ readonly sdk: CompiledSdk | undefined; readonly diagnostics: Diagnostics }> {
  const { transport = "undici", runtime = "bundled", files, ...rest } = settings;
  const diagnostics = new Diagnostics();
  const host = memoryHost({ ...files, "openapi.yaml": text });
  const sdk = await compileSdk(
    { input: "openapi.yaml", ...rest, emit: { transport, runtime } },
    { host, assets, diagnostics },
  );
  return { sdk, diagnostics };
}

/** @throws Error where the document is refused */
export async function compileText(text: string, settings: CompileSettings = {}): Promise<Compiled> {
  const { sdk, diagnostics } = await tryCompile(text, settings);
  if (!sdk) throw new Error(`the document was refused:\n${diagnostics.list.map(({ message }) => message).join("\n")}`);
  return { ...sdk, diagnostics, texts: new Map(sdk.files.map(({ path, text: content }) => [path, content])) };
}

/** A whole document from a part of one. */
export function wholeDocument(part: object): object {
  return { openapi: "3.1.0", info: { title: "Example", version: "1.0.0" }, paths: {}, ...part };
}

/** Compiles a part of a document, given as a value. */
export async function compilePart(part: object, settings: CompileSettings = {}): Promise<Compiled> {
  return compileText(JSON.stringify(wholeDocument(part)), settings);
}
