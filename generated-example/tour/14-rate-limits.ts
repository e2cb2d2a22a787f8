// Rate limits: when the server says "wait", all calls of the client wait, as long as it says (`Retry-After`).
// The server of the tour takes five calls a second.
import { type Hooks, Inkwell, RateLimitError } from "../sdk/index.js";

const baseUrl = process.env["INKWELL_URL"];
let refused = 0;
const hooks: Hooks = {
  onRetry({ response }) {
    if (response?.status === 429) refused += 1;
  },
};
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);

await using inkwell = new Inkwell({ baseUrl, hooks });
let start = performance.now();
const results = await Promise.all(Array.from({ length: 12 }, () => inkwell.users.getCurrent().safe()));
const worked = results.filter(({ ok }) => ok).length;
console.log(`${worked} of 12 calls worked in ${seconds(start)} s: ${refused} attempts met a 429 and came again`);

// A limit of your own means that the server's is not met. It leaves some room: what leaves a second apart may arrive closer together.
await using careful = new Inkwell({ baseUrl, apiKey: "test-key", rateLimit: { requests: 2, per: 1_000 } });
refused = 0;
start = performance.now();
await Promise.all(Array.from({ length: 6 }, () => careful.posts.list({ perPage: 1 }, { hooks })));
console.log(`6 calls, 2 a second by a limit of my own: ${seconds(start)} s, and ${refused} of them met a 429`);

// Who does not want to wait gets an error that says how long it would be.
await using impatient = new Inkwell({ baseUrl, retry: false, rateLimit: false });
const fault = { kind: "status", status: 429, headers: { "retry-after": "2" } };
try {
  await impatient.users.list({ limit: 1 }, { headers: { "x-inkwell-fault": JSON.stringify(fault) } });
} catch (error) {
  if (!(error instanceof RateLimitError)) throw error;
  console.log(`${error.name}: again in ${error.retryAfterMs} ms`);
}
