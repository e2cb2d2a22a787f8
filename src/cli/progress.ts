import type { Writable } from "node:stream";

/** Where a run is, on stderr: one line that changes on a terminal, a line a stage elsewhere. */
export interface Progress {
  stage(name: string): void;
  /** Ends the last stage and takes the live line away. */
  done(): void;
  /** Milliseconds by stage, in order. */
  readonly times: ReadonlyMap<string, number>;
}

interface ProgressOptions {
  readonly stream: Writable & { readonly isTTY?: boolean };
  readonly quiet: boolean;
}

export function startProgress({ stream, quiet }: ProgressOptions): Progress {
  const times = new Map<string, number>();
  const live = stream.isTTY === true;
  let current: { readonly name: string; readonly since: number } | undefined;
  const end = (): void => {
    if (current) times.set(current.name, (times.get(current.name) ?? 0) + performance.now() - current.since);
    current = undefined;
    if (live && !quiet) stream.write("\r\u001b[K");
  };
  return {
    times,
    done: end,
    stage(name) {
      end();
      current = { name, since: performance.now() };
      if (!quiet) stream.write(live ? `… ${name}` : `${name}\n`);
    },
  };
}
