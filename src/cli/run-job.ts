import { Diagnostics } from "../diagnostics/diagnostic.js";
import { generateOptions } from "../generate-options.js";
import { generateSdk } from "../generate-sdk.js";
import type { GeneratedSdk } from "../generated-sdk.js";
import { packageAssets } from "../host/assets.js";
import { recordingHost } from "../host/recording-host.js";
import type { Arguments } from "./args.js";
import { expectOneRun } from "./engine.js";
import type { Job } from "./jobs.js";
import { type Progress, startProgress } from "./progress.js";
import type { RunState } from "./run-state.js";
import { undisturbed } from "./signals.js";
import type { Terminal } from "./terminal.js";

/** What became of a job. */
export interface JobResult {
  readonly job: Job;
  /** Undefined where an error was reported. */
  readonly sdk: GeneratedSdk | undefined;
  readonly diagnostics: Diagnostics;
  readonly progress: Progress;
  /** Every file that was read, absolute. */
  readonly read: ReadonlySet<string>;
}

/** Generates one SDK, showing on stderr where it is. */
export async function runJob(job: Job, args: Arguments, terminal: Terminal, state?: RunState): Promise<JobResult> {
  const diagnostics = new Diagnostics({ strict: job.config.strict });
  const progress = startProgress({ stream: terminal.stderr, quiet: args.quiet || args.json });
  const { host, read } = recordingHost(job.host);
  try {
    const whileWriting = <Result>(write: () => Promise<Result>): Promise<Result> => {
      if (state) state.hasWritten = true;
      // A watch ends by its own signal, after the run.
      return terminal.signal ? write() : undisturbed(write);
    };
    const onStage: typeof progress.stage = (stage) => {
      progress.stage(stage);
      // All modules are loaded.
      if (stage === "understand" && !args.watch) expectOneRun();
    };
    const context = { host, assets: packageAssets(), diagnostics, onStage, whileWriting };
    return { job, sdk: await generateSdk(generateOptions(job.config), context), diagnostics, progress, read };
  } finally {
    progress.done();
  }
}
