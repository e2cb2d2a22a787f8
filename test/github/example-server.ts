import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { DocumentedApi, DocumentedExample, DocumentedOperation } from "./documented-examples.js";

/** The request header that chooses one of several examples. Default: the first. */
export const exampleHeader = "x-example";

export interface ExampleServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers every path of a document with its documented example; 404 where there is none. */
export async function startExampleServer(api: DocumentedApi): Promise<ExampleServer> {
  const routes = api.operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }));
  // `/user/repos` before `/{owner}/{repo}`: fixed words win over variables.
  routes.sort((left, right) => variables(left.operation) - variables(right.operation));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const found = routes.find(
      ({ operation, pattern }) => operation.method === request.method && pattern.test(pathname),
    )?.operation;
    const example = found && exampleOf(found, request);
    if (!example) return send(response, 404, { message: `no example for ${request.method} ${pathname}` });
    send(response, example.status, example.value);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}

function variables({ path }: DocumentedOperation): number {
  return path.split("{").length;
}

function exampleOf({ examples }: DocumentedOperation, request: IncomingMessage): DocumentedExample | undefined {
  const wanted = request.headers[exampleHeader];
  return wanted === undefined ? examples[0] : examples.find(({ name, status }) => wanted === `${status} ${name}`);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "x-request-id": "A:1" });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}
