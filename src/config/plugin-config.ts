import * as z from "zod";
import { suggest } from "../diagnostics/suggest.js";
import type { Plugin } from "./plugin.js";

const hooks = ["document", "model", "files"] as const;

/** An entry of `plugins`. It is the user's own object, and passed on as it is. */
export const pluginConfig: z.ZodType<Plugin> = z.custom<Plugin>((value) => problemOf(value) === undefined, {
  error: ({ input }) => problemOf(input) ?? "expected a plugin",
});

function problemOf(value: unknown): string | undefined {
  if (typeof value === "function") return "expected a plugin; is it to be called first, with its options?";
  if (typeof value !== "object" || value === null) return "expected a plugin: { name, document?, model?, files? }";
  const name: unknown = Reflect.get(value, "name");
  if (typeof name !== "string" || name === "") return "expected a plugin with a name";
  const wrong = hooks.find((hook) => !["undefined", "function"].includes(typeof Reflect.get(value, hook)));
  if (wrong !== undefined) return `the hook ${wrong} of the plugin "${name}" must be a function`;
  // A misspelt hook would never run, and nobody would know.
  for (const [key, item] of Object.entries(value)) {
    const near = typeof item === "function" ? suggest(key, hooks) : undefined;
    if (near !== undefined && near !== key) return `the plugin "${name}" has a ${key}; is the hook ${near} meant?`;
  }
  return hooks.some((hook) => typeof Reflect.get(value, hook) === "function")
    ? undefined
    : `the plugin "${name}" has no hook: document, model or files`;
}
