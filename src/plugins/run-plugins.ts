import type { JsonDocument, Plugin, PluginContext, PluginSettings } from "../config/plugin.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { toPointer } from "../diagnostics/origin.js";
import type { SdkModel, SdkOrigin } from "../surface/sdk-model.js";
import { checkFiles, type NamedPluginFile } from "./check-files.js";

interface PluginsInput {
  readonly plugins: readonly Plugin[];
  readonly sdk: PluginContext["sdk"];
  readonly diagnostics: Diagnostics;
  /** @throws Error naming what is wrong with settings that a plugin has given */
  readonly checkSettings: (settings: unknown, place: string) => PluginSettings;
}

/** Runs the hooks of all plugins. A hook that fails is reported with its plugin; the run goes on to find what else is wrong. */
export class PluginRunner {
  readonly #input: PluginsInput;

  constructor(input: PluginsInput) {
    this.#input = input;
  }

  has(hook: "document" | "model" | "files"): boolean {
    return this.#input.plugins.some((plugin) => plugin[hook] !== undefined);
  }

  /** The document as the plugins want it, a copy of the given one; undefined where one of them failed. */
  async editDocument(document: object): Promise<JsonDocument | undefined> {
    let current = copyOf(document);
    const isFine = await this.#each("document", async (plugin, context) => {
      const edited = await plugin.document?.(current, context);
      // What came back is the plugin's own and may be anything; after this it is plain JSON.
      current = copyOf(edited ?? current);
    });
    return isFine ? current : undefined;
  }

  /** What the plugins set, the last one winning; undefined where one of them failed. */
  async settings(model: SdkModel): Promise<NonNullable<PluginSettings["operations"]> | undefined> {
    const operations: Record<string, NonNullable<PluginSettings["operations"]>[string]> = {};
    const isFine = await this.#each("model", async (plugin, context) => {
      const given = await plugin.model?.(model, context);
      if (given === undefined) return;
      const checked = this.#input.checkSettings(given, "what it gives back");
      for (const [name, setting] of Object.entries(checked.operations ?? {}))
        operations[name] = { ...(Object.hasOwn(operations, name) ? operations[name] : {}), ...setting };
    });
    return isFine ? operations : undefined;
  }

  /** The files of the plugins, none of them in the way of another; undefined where one of them failed. */
  async files(look: () => SdkModel): Promise<readonly NamedPluginFile[] | undefined> {
    if (!this.has("files")) return [];
    const files: NamedPluginFile[] = [];
    const model = look();
    const isFine = await this.#each("files", async (plugin, context) => {
      const given: unknown = await plugin.files?.(model, context);
      if (given !== undefined) files.push(...checkFiles(given, plugin.name, files, this.#input.diagnostics));
    });
    return isFine ? files : undefined;
  }

  async #each(
    hook: "document" | "model" | "files",
    run: (plugin: Plugin, context: PluginContext) => Promise<void>,
  ): Promise<boolean> {
    const { plugins, diagnostics } = this.#input;
    let isFine = true;
    for (const plugin of plugins) {
      const before = errorsIn(diagnostics);
      try {
        await run(plugin, this.#context(plugin));
      } catch (error) {
        diagnostics.report("plugin/failed", undefined, { plugin: plugin.name, hook, reason: reasonOf(error) });
      }
      if (errorsIn(diagnostics) > before) isFine = false;
    }
    return isFine;
  }

  #context({ name: plugin }: Plugin): PluginContext {
    const { sdk, diagnostics } = this.#input;
    return {
      sdk,
      warn: (message, origin) => diagnostics.report("plugin/warning", placeOf(origin), { plugin, message }),
      error: (message, origin) => diagnostics.report("plugin/error", placeOf(origin), { plugin, message }),
    };
  }
}

function placeOf(origin: SdkOrigin | undefined) {
  // A plugin may make one up; what is no pointer shows no place.
  return origin && /^(?:\/|$)/.test(origin.pointer)
    ? { source: origin.source, pointer: toPointer(origin.pointer) }
    : undefined;
}

function errorsIn({ list }: Diagnostics): number {
  return list.filter(({ severity }) => severity === "error").length;
}

/** Plain JSON, whatever a plugin has put into it. */
function copyOf(value: unknown): JsonDocument {
  const copy: unknown = JSON.parse(JSON.stringify(value) ?? "null");
  if (typeof copy !== "object" || copy === null || Array.isArray(copy))
    throw new TypeError("what it gives back is no document");
  // Whatever JSON.parse gives is JSON.
  return copy as JsonDocument;
}

/** The message, and where it was thrown: that is the plugin's own code, which its author has to find. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frame = /\n\s+at (.*)/.exec(error.stack ?? "")?.[1];
  return frame === undefined ? error.message : `${error.message} (at ${frame})`;
}
