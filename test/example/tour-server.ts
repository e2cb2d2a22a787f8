import { type Inkwell, startInkwell } from "../example-server/start.js";
import { exampleEnvironment } from "./expected-steps.js";
import type { TourProgram } from "./tour-programs.js";

export interface Tour extends AsyncDisposable {
  readonly server: Inkwell;
  /** Runs a program in this process, against a server that is as it was in the beginning. */
  run(program: TourProgram): Promise<void>;
}

/** The server of the tour; the programs find its address and their credentials in the environment. */
export async function startTour(): Promise<Tour> {
  const server = await startInkwell();
  const { options } = server.rateLimiter;
  const { lifetime } = server.tokens;
  return {
    server,
    async run({ prepare, run }) {
      server.reset();
      server.rateLimiter.options = options;
      server.tokens.lifetime = lifetime;
      prepare?.(server);
      // A program may take away what it has no use for.
      Object.assign(process.env, exampleEnvironment, { INKWELL_URL: server.url });
      await run();
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}
