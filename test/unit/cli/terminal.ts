import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { run } from "../../../src/cli/run.js";

/** What a run of the command line said and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Settings {
  readonly isTTY?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** What writing to standard output throws. */
  readonly brokenStdout?: Error;
}

/** Runs the command line in this process, on streams that keep what they are given. */
export async function cli(argv: readonly string[], settings: Settings = {}): Promise<Outcome> {
  const stdout = sink(settings.brokenStdout);
  const stderr = Object.assign(sink(), { isTTY: settings.isTTY ?? false });
  const restore = replaceStdin(settings.stdin);
  try {
    const code = await run(argv, { stdout, stderr, environment: settings.environment ?? {} });
    return { code, stdout: stdout.text, stderr: stderr.text };
  } finally {
    restore();
  }
}

function sink(failure?: Error): Writable & { text: string } {
  const stream = new Writable({ decodeStrings: false, write: (_chunk, _encoding, done) => done() });
  const kept = Object.assign(stream, { text: "" });
  kept.write = (chunk: unknown): boolean => {
    if (failure) throw failure;
    kept.text += String(chunk);
    return true;
  };
  return kept;
}

function replaceStdin(text: string | undefined): () => void {
  if (text === undefined) return () => undefined;
  const before = Object.getOwnPropertyDescriptor(process, "stdin");
  Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(text)]), configurable: true });
  return () => {
    if (before) Object.defineProperty(process, "stdin", before);
  };
}

/** A folder of its own for a test, with the files given; gone afterwards. */
export async function withFolder<Result>(
  files: Readonly<Record<string, string>>,
  action: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "sdkwright-cli-"));
  try {
    for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
