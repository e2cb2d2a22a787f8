// Request ids: each call has one, the same for all its attempts. Quote it when you ask for help.
import { Inkwell, isApiError } from "../sdk/index.js";

await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });

const { requestId, headers } = await inkwell.system.getHealth().withResponse();
console.log(`Made by the client and repeated by the server: ${requestId === headers.get("x-request-id")}`);

// Your own, so that a line of your log leads to the server's.
const own = await inkwell.system.getHealth({ requestId: "import-2026-11-26/42" }).withResponse();
console.log(`Given: ${own.requestId}`);

try {
  await inkwell.posts.get({ postId: "9057ab1e-0000-4000-8000-00000000ffff" }, { requestId: "order-7" });
} catch (error) {
  if (!isApiError(error, 404)) throw error;
  console.log(
    `${error.method} ${new URL(error.url ?? "").pathname} failed with ${error.status}: request ${error.requestId}`,
  );
}
