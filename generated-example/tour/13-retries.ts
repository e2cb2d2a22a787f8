// Retries with backoff: what failed is sent again where that helps and does no harm, after a wait that grows.
// Each wait is a random part of the time that doubles, so that clients which failed together do not come back together.
// The server of the tour fails twice, then works; then it fails again and again.
import { Inkwell, ServerError } from "../sdk/index.js";

await using inkwell = new Inkwell({
  baseUrl: process.env["INKWELL_URL"],
  retry: { maxRetries: 2, baseDelay: 100, maxDelay: 1_000 },
  hooks: {
    onRetry: ({ attempt, response, delayMs }) =>
      console.log(`Attempt ${attempt}: ${response?.status}; again in ${Math.round(delayMs)} ms`),
  },
});

const { totalItems } = await inkwell.posts.list({ perPage: 1 });
console.log(`The third attempt: ${totalItems} posts`);

try {
  await inkwell.users.list({ limit: 1 });
} catch (error) {
  if (!(error instanceof ServerError)) throw error;
  console.log(
    `${error.name} after ${error.attempts.length} attempts: ${error.attempts.map(({ status }) => status).join(", ")}`,
  );
}

// A POST might do its work twice, so it is repeated only with a key by which the server knows it again.
try {
  await inkwell.posts.preview({ contentType: "text/markdown", body: "# Once" });
} catch (error) {
  if (!(error instanceof ServerError)) throw error;
  console.log(`${error.name} after ${error.attempts.length} attempt: ${error.notRetried}`);
}
