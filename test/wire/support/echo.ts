import { createServer, type IncomingMessage } from "node:http";

/** What the server saw: its JSON answer to every request. */
export interface Seen {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Echo extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly Seen[];
}

/**
 * A server that answers what it was asked. `?status=` chooses the status; text is answered as text; a status of 400 and
 * above has `{ code }` as its body.
 */
export async function startEcho(): Promise<Echo> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void look(request).then((sight) => {
      seen.push(sight);
      const status = Number(new URL(sight.target, "http://echo").searchParams.get("status") ?? 200);
      const isText = request.headers["content-type"]?.startsWith("text/") === true;
      response.statusCode = status;
      response.setHeader("content-type", isText ? "text/plain; charset=utf-8" : "application/json");
      response.end(isText ? sight.body : JSON.stringify(status >= 400 ? { code: status } : sight));
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function look(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? "",
    target: request.url ?? "",
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
