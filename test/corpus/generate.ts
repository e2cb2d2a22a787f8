import { rmSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import { type CorpusDocument, pathOf, projectRoot } from "./documents.js";
import { type MeasuredProcess, measureNode } from "./measured-process.js";

/** What `generate --json` prints. */
const report = z.object({
  ok: z.boolean(),
  operations: z.number().optional(),
  models: z.number().optional(),
  written: z.array(z.string()).optional(),
  diagnostics: z.array(z.object({ code: z.string(), severity: z.string(), message: z.string() })),
});

export type GenerateReport = z.infer<typeof report>;

/** One run of the built command. */
export interface Generation {
  readonly process: MeasuredProcess;
  /** Undefined where it printed none: a crash. */
  readonly report: GenerateReport | undefined;
}

/** A limit of ours, not a goal: what takes longer counts as hanging. */
const limit = 60_000;

/** The folder below which all that these programs write is found; git ignores it. */
export const scratch = resolve(projectRoot, ".cache/corpus");

/** Runs the built command on a document, as a user would, into an empty folder. `patience`: milliseconds until it is killed. */
export async function generate(document: CorpusDocument, out: string, patience = limit): Promise<Generation> {
  rmSync(out, { recursive: true, force: true });
  const args = ["dist/cli/main.js", "generate", pathOf(document), "--out", out, "--json"];
  const process = await measureNode(args, { cwd: projectRoot, limit: patience });
  return { process, report: parseReport(process.stdout) };
}

function parseReport(stdout: string): GenerateReport | undefined {
  if (!stdout.startsWith("{")) return undefined;
  return report.parse(JSON.parse(stdout));
}
