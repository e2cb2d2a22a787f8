import { startThread, type Thread } from "./host/thread.js";
import type { RenderedFile } from "./render/render-file.js";
import { type FileToVerify, type RenderFault, verifyModule } from "./render/verify-module.js";

/** `verifyModule` beside whatever else goes on: loading TypeScript and parsing cost a run little, since a thread does it. */
export interface Gate {
  /** Begins to check a file. */
  add(file: RenderedFile): void;
  /**
   * What is wrong with these files, which were all added.
   *
   * @throws Error where one was not
   */
  faults(paths: readonly string[]): Promise<readonly RenderFault[]>;
  /** No more files. */
  close(): void;
}

/** What the thread answers for each file: undefined where nothing is wrong with it. */
export type GateAnswer = RenderFault | undefined;

type GateThread = Thread<FileToVerify, GateAnswer>;

let shared: GateThread | undefined;
let leaving: NodeJS.Timeout | undefined;
const idleMilliseconds = 60_000;

/** Starts the thread, for a gate that will be opened soon. */
export function prepareGate(): void {
  takeThread();
}

/** A watch opens a gate again and again: TypeScript is loaded once for all of them, and given up some time after the last. */
function takeThread(): GateThread | undefined {
  clearTimeout(leaving);
  if (shared?.isOver !== false) shared = startThread("gate-thread.js");
  return shared;
}

function leaveThread(): void {
  clearTimeout(leaving);
  leaving = setTimeout(() => shared?.end(), idleMilliseconds).unref();
}

export function openGate(thread: GateThread | undefined = takeThread()): Gate {
  const answers = new Map<string, () => Promise<GateAnswer>>();
  return {
    add({ path, text, planned }) {
      // A file without a plan is none of ours.
      if (planned === undefined) return;
      const file = { path, text, planned };
      const asked = thread?.ask(file);
      answers.set(path, async () => {
        const answer = await asked;
        // Without a thread, and where it has broken down, it is done here.
        return asked === undefined || answer instanceof Error ? verifyModule(file) : answer;
      });
    },
    async faults(paths) {
      const release = thread?.hold();
      try {
        const found = await Promise.all(paths.map((path) => answers.get(path)?.() ?? neverAdded(path)));
        return found.flatMap((answer) => answer ?? []);
      } finally {
        release?.();
      }
    },
    close: leaveThread,
  };
}

function neverAdded(path: string): never {
  throw new Error(`${path} was never given to the gate`);
}
