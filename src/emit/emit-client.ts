import type { OutputFile } from "../code/module.js";
import { emitApiIndex } from "./api-page.js";
import { emitClientModule } from "./client.js";
import type { EmitInput, Emitter } from "./emitter.js";
import { emitEntry } from "./entry.js";
import { emitErrors } from "./errors.js";
import { emitGuide } from "./guide.js";
import { emitLean } from "./lean.js";
import { emitModels } from "./models.js";
import { emitOperations } from "./operations.js";
import { emitPackage } from "./package.js";
import { emitRuntime } from "./runtime-link.js";
import { emitTesting } from "./testing.js";
import { emitTestingMsw } from "./testing-msw.js";
import { emitWebhooks } from "./webhooks.js";
import { emitZodSchemas } from "./zod-schemas.js";

/** Every emitter; the order is that of the files in a summary. */
const emitters: readonly Emitter[] = [
  emitEntry,
  emitClientModule,
  emitLean,
  emitOperations,
  emitModels,
  emitZodSchemas,
  emitErrors,
  emitWebhooks,
  emitTesting,
  emitTestingMsw,
  emitGuide,
  emitApiIndex,
  emitRuntime,
];

/** What an SDK needs of a runtime that it shares with others. */
export interface RuntimeNeed {
  readonly transport: "undici" | "fetch";
  readonly oauth2: boolean;
}

/** The runtime's files that any of the SDKs needs. */
export function emitSharedRuntime(input: EmitInput, needs: readonly RuntimeNeed[]): readonly OutputFile[] {
  const files = needs.flatMap(({ transport, oauth2 }) =>
    emitRuntime({
      ...input,
      plan: { ...input.plan, usesOAuth2: oauth2 },
      options: { ...input.options, transport },
    }),
  );
  return [...new Map(files.map((file) => [file.path, file])).values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** All files of the SDK as data, one after the other: what was taken is needed no more when the next is made. */
export function* emitClient(input: EmitInput): Generator<OutputFile> {
  const modules: string[] = [];
  for (const emit of emitters) {
    for (const file of emit(input)) {
      if (file.kind === "module") modules.push(file.path);
      yield file;
    }
  }
  yield* emitPackage(input, [...modules, ...(input.options.extraModules ?? [])]);
}
