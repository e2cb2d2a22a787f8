import { rollupHooks } from "./rollup-hooks.js";
import { type BuildOptions, SdkBuilder } from "./sdk-builder.js";

/** What of Vite's dev server is used here. */
interface DevServer {
  readonly watcher: {
    add(paths: readonly string[]): unknown;
    on(event: "all", listener: (event: string, path: string) => void): unknown;
  };
  readonly config: {
    readonly logger: { warn(text: string): void; error(text: string): void; info(text: string): void };
  };
  readonly ws: { send(payload: { type: "error"; err: { message: string; stack: string } }): void };
}

/**
 * A build is Rollup's. The dev server does not run `buildStart` again: a change of the document writes the SDK anew, and
 * Vite's own watching of its modules brings that to the page. A mistake is shown over the page; the last good SDK stays.
 */
export function viteHooks(options: BuildOptions) {
  let builder = new SdkBuilder(options);
  let isServing = false;
  return {
    configResolved({ root, command }: { readonly root: string; readonly command: string }): void {
      builder = new SdkBuilder(options, root);
      isServing = command === "serve";
    },
    async buildStart(this: ThisParameterType<ReturnType<typeof rollupHooks>["buildStart"]>): Promise<void> {
      if (!isServing) await rollupHooks(builder).buildStart.call(this);
    },
    async configureServer(server: DevServer): Promise<void> {
      let sources: ReadonlySet<string> = new Set();
      const update = async (): Promise<void> => {
        const outcome = await builder.run();
        ({ sources } = outcome);
        server.watcher.add([...sources]);
        const { logger } = server.config;
        for (const { text } of outcome.warnings) logger.warn(text);
        for (const { text } of outcome.errors) logger.error(text);
        if (outcome.errors.length > 0) {
          const message = outcome.errors.map(({ text }) => text).join("\n\n");
          server.ws.send({ type: "error", err: { message, stack: "" } });
        }
      };
      await update();
      server.watcher.on("all", (_, path) => {
        // `update` reports what is wrong by itself; what it throws is a bug of ours and may be seen.
        if (sources.has(path)) void update();
      });
    },
  };
}
