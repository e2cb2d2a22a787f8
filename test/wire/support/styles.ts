import { resolve } from "node:path";
import type { Seen } from "./echo.js";
import { writeGenerated } from "./generate.js";

/** Calls the operation of this name; what it gives is what the server saw. */
export type CallByName = (operationId: string, params?: object, options?: object) => Promise<Seen>;

export interface StylesSdk {
  /** A client of the document. */
  connect(options: object): { readonly call: CallByName; close(): Promise<void> };
}

type Operation = (client: unknown, ...rest: readonly (object | undefined)[]) => Promise<Seen>;

interface ClientModule {
  createClient(options: object): { close(): Promise<void> };
}

const tags = ["path", "query", "headers", "cookies", "forms", "bodies", "collisions", "responses"];

/** The SDK of test/wire/styles.yaml, its operations by name. */
export function loadStyles(transport: "undici" | "fetch"): Promise<StylesSdk> {
  return loadByName("styles", transport, tags);
}

/** The SDK of a document of this folder, the operations of these resources by name. */
export async function loadByName(
  document: string,
  transport: "undici" | "fetch",
  resources: readonly string[],
): Promise<StylesSdk> {
  const folder = await writeGenerated(`${document}-${transport}`, `test/wire/${document}.yaml`, {
    transport,
    runtime: "bundled",
  });
  const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ resolve(folder, path));
  // The compiler can't know files that a test has just written.
  const { createClient } = (await load("client.ts")) as ClientModule;
  const modules = (await Promise.all(resources.map((name) => load(`operations/${name}.ts`)))) as Record<
    string,
    Operation
  >[];
  const operations = new Map(modules.flatMap((module) => Object.entries(module)));
  return {
    connect(options) {
      const client = createClient(options);
      return { call: (name, ...rest) => operationOf(operations, name)(client, ...rest), close: () => client.close() };
    },
  };
}

function operationOf(operations: ReadonlyMap<string, Operation>, name: string): Operation {
  const operation = operations.get(name);
  if (operation === undefined) throw new TypeError(`there is no operation ${name}`);
  return operation;
}
