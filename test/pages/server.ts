import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A list of `pages` pages with 20 items each, by cursor (`/cursor`), by page number (`/page`), by the `Link` header (`/link`) and
 * by the last item's id (`/item`), in a process of its own: its memory is not the client's. It ends with its parent.
 */
const pages = Number(process.argv[2] ?? "0");
const perPage = 20;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const at = Number(searchParams.get("at") ?? (pathname === "/page" ? "1" : "0"));
  const index = pathname === "/page" ? at - 1 : pathname === "/item" ? at / perPage : at;
  const first = index * perPage + 1;
  const items = Array.from({ length: perPage }, (_, offset) => ({ id: first + offset, note: "x".repeat(40) }));
  const hasMore = index + 1 < pages;
  const link = pathname === "/link" && hasMore ? { link: `</link?at=${index + 1}>; rel="next"` } : {};
  response.writeHead(200, { "content-type": "application/json", ...link });
  response.end(JSON.stringify({ items, next: hasMore ? `${index + 1}` : null, hasMore }));
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
