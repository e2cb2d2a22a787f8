// Rate limits: when the server says "wait", all calls of the client wait, as long as it says (`Retry-After`).
// The server of the tour takes five calls a second.
import { Inkwell, RateLimitError } from "../sdk/index.js";

const baseUrl = process.env["INKWELL_URL"];
let waited = 0;
const onQueue = (): void => {
  waited += 1;
};
await using inkwell = new Inkwell({ baseUrl, hooks: { onQueue } });

const results = await Promise.all(Array.from({ length: 12 }, () => inkwell.users.getCurrent().safe()));
console.log(
  `${results.filter(({ ok }) => ok).length} of 12 calls worked, ${waited > 0 ? "some" : "none"} of them waited`,
);

// A limit of your own means that the server's is never met.
await using careful = new Inkwell({ baseUrl, apiKey: "test-key", rateLimit: { requests: 4, per: 1_000 } });
const attempts: number[] = [];
const hooks = { onResponse: ({ status }: { readonly status: number }) => void attempts.push(status) };
await Promise.all(Array.from({ length: 8 }, () => careful.posts.list({ perPage: 1 }, { hooks })));
console.log(`With 4 a second of my own: ${attempts.join(" ")}`);

// Who does not want to wait gets an error that says how long it would be.
await using impatient = new Inkwell({ baseUrl, retry: false, rateLimit: false });
const fault = { kind: "status", status: 429, headers: { "retry-after": "2" } };
try {
  await impatient.users.list({ limit: 1 }, { headers: { "x-inkwell-fault": JSON.stringify(fault) } });
} catch (error) {
  if (!(error instanceof RateLimitError)) throw error;
  console.log(`${error.name}: again in ${error.retryAfterMs} ms`);
}
