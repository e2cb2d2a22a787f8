import type { Inkwell } from "../example-server/start.js";

/** One program of generated-example/tour. */
export interface TourProgram {
  /** `01-first-get`: its file without `.ts`. */
  readonly name: string;
  readonly title: string;
  /** What the server does in this program alone. */
  readonly prepare?: (server: Inkwell) => void;
  run(): Promise<unknown>;
  /** What it prints, in order; other lines may stand between. */
  readonly prints: readonly RegExp[];
}

/** In the order in which a person learns to use APIs. */
export const tourPrograms: readonly TourProgram[] = [
  {
    name: "01-first-get",
    title: "a first GET",
    run: () => import("../../generated-example/tour/01-first-get.js"),
    prints: [/^The API is ok: version 1\.4\.0$/],
  },
  {
    name: "02-query-parameters",
    title: "query parameters",
    run: () => import("../../generated-example/tour/02-query-parameters.js"),
    prints: [
      /^Asked for \?status=published,archived&tags=history&filter\[language\]=en&filter\[publishedAfter\]=.+&sort=title&perPage=2$/,
      /^en: Notes on /,
      /^en: Notes on /,
      /^2 of 297$/,
    ],
  },
  {
    name: "03-post-json",
    title: "POST with JSON",
    run: () => import("../../generated-example/tour/03-post-json.js"),
    prints: [/^201: "On small languages" is a draft with 2 blocks$/, /slug on-small-languages and revision 1$/],
  },
  {
    name: "04-headers-and-api-keys",
    title: "headers, and API keys from the environment",
    run: () => import("../../generated-example/tour/04-headers-and-api-keys.js"),
    prints: [
      /^Sends accept-language en, x-team docs$/,
      /^Sends accept-language de, x-team not at all$/,
      /^With the key of the vault: 2500 posts$/,
      /^ConfigurationError: .*INKWELL_API_KEY/,
    ],
  },
  {
    name: "05-basic-auth",
    title: "basic auth",
    run: () => import("../../generated-example/tour/05-basic-auth.js"),
    prints: [/^Kay McNulty is a writer now$/, /^With a wrong password: 401, Unauthorized$/],
  },
  {
    name: "06-put-patch-delete",
    title: "PUT, PATCH and DELETE",
    run: () => import("../../generated-example/tour/06-put-patch-delete.js"),
    prints: [
      /^PUT: "Second thoughts", revision 2$/,
      /^PATCH: still "Second thoughts", now in de, revision 3$/,
      /^PATCH with the first ETag: 412, .+/,
      /^DELETE: 204, and the result is undefined$/,
    ],
  },
  {
    name: "07-errors",
    title: "status codes and typed errors",
    run: () => import("../../generated-example/tour/07-errors.js"),
    prints: [
      /^NotFoundProblem 404: There is no post 9057ab1e-0000-4000-8000-00000000ffff\.$/,
      /^422: \/title .+/,
      /^ApiError 418: /,
      /^ConnectionError: .*refused/,
    ],
  },
  {
    name: "08-validation",
    title: "validation catches a wrong response",
    run: () => import("../../generated-example/tour/08-validation.js"),
    prints: [
      /^data: .*expected array/,
      /^nextCursor: .*expected string/,
      /^Drift in role: .+/,
      /^Ada Lovelace is an owner: fine$/,
      /^RequestValidationError: .*title/,
    ],
  },
  {
    name: "09-session",
    title: "a session reused over 100 calls",
    run: () => import("../../generated-example/tour/09-session.js"),
    prints: [
      /^100 calls, a new connection each: \d+\.\d\d ms a call$/,
      /^100 calls over one session: \d+\.\d\d ms a call$/,
      /^Keeping it saves -?\d+ %/,
    ],
  },
  {
    name: "10-tokens",
    title: "bearer tokens and OAuth2 refresh",
    prepare: (server) => {
      server.tokens.lifetime = 3;
    },
    run: () => import("../../generated-example/tour/10-tokens.js"),
    prints: [
      /^The bearer token is that of Ada Lovelace$/,
      /^A new access token$/,
      /^10 calls at once: 10 entries$/,
      /^A new access token$/,
      /^10 calls at once: 10 entries$/,
    ],
  },
  {
    name: "11-request-ids",
    title: "request ids",
    run: () => import("../../generated-example/tour/11-request-ids.js"),
    prints: [
      /^Made by the client and repeated by the server: true$/,
      /^Given: import-2026-11-26\/42$/,
      /^GET \/v1\/posts\/\S+ failed with 404: request order-7$/,
    ],
  },
  {
    name: "12-timeouts",
    title: "timeouts: connect, read, total",
    run: () => import("../../generated-example/tour/12-timeouts.js"),
    prints: [
      /^Nobody shakes hands: connect, /,
      /^No answer begins: headers, /,
      /^The answer stops half-way: body, /,
      /^All in all too slow: total, /,
      /^With patience: it came in time$/,
    ],
  },
  {
    name: "13-retries",
    title: "retries with backoff",
    prepare: (server) => {
      server.fault({ kind: "status", status: 503, operationId: "listPosts", times: 2 });
      server.fault({ kind: "status", status: 503, operationId: "listUsers", times: 3 });
      server.fault({ kind: "status", status: 503, operationId: "previewPost", times: 1 });
    },
    run: () => import("../../generated-example/tour/13-retries.js"),
    prints: [
      /^Attempt 1: 503; again in \d+ ms$/,
      /^Attempt 2: 503; again in \d+ ms$/,
      /^The third attempt: 2500 posts$/,
      /^Attempt 1: 503; again in \d+ ms$/,
      /^Attempt 2: 503; again in \d+ ms$/,
      /^ServerError after 3 attempts: 503, 503, 503$/,
      /^ServerError after 1 attempt: .+/,
    ],
  },
  {
    name: "14-rate-limits",
    title: "rate limits and Retry-After",
    prepare: (server) => {
      server.rateLimiter.options = { limit: 5, windowMs: 1_000 };
    },
    run: () => import("../../generated-example/tour/14-rate-limits.js"),
    prints: [
      /^12 of 12 calls worked in \d+\.\d s: [1-9]\d* attempts met a 429 and came again$/,
      /^6 calls, 2 a second by a limit of my own: [1-9]\d*\.\d s, and 0 of them met a 429$/,
      /^RateLimitProblem: again in 2000 ms$/,
    ],
  },
  {
    name: "15-pagination",
    title: "page and cursor pagination",
    run: () => import("../../generated-example/tour/15-pagination.js"),
    prints: [
      /^\d{3,} posts, a hundred a page$/,
      /^The 25th user is .+ asks for nothing more$/,
      /^A page of 50, and there is more$/,
      /^A page of 50, and there is more$/,
      /^A page of 30$/,
      /^From the second page on: 5 users, the first is .+$/,
    ],
  },
  {
    name: "16-download",
    title: "a large download with progress",
    run: () => import("../../generated-example/tour/16-download.js"),
    prints: [/^25 % of 67108864 bytes, \d+ MB\/s$/, /^100 % of /, /^Saved 67108864 bytes; on disk are 67108864$/],
  },
  {
    name: "17-json-lines",
    title: "JSON Lines",
    run: () => import("../../generated-example/tour/17-json-lines.js"),
    prints: [/^1000 entries: .*post\.published \d+/, /^The first that was published: \/v1\/things\/\d+ by /],
  },
  {
    name: "18-concurrency",
    title: "50 concurrent calls under a limit",
    run: () => import("../../generated-example/tour/18-concurrency.js"),
    prints: [/^50 posts, 50 different ones$/, /^At most 8 at a time; 42 calls had to wait$/, /^9 of 10 worked$/],
  },
  {
    name: "19-logging",
    title: "logging and timing",
    run: () => import("../../generated-example/tour/19-logging.js"),
    prints: [
      /^log: GET http:\/\/127\.0\.0\.1:\d+\/v1\/posts\?.*token=REDACTED.* 200 in \d+ ms, \d+ bytes, request id .+$/,
      /^The call took \d+ ms, retries and waits included$/,
      /^log: GET .* 404 in \d+ ms/,
      /^no secret in the client$/,
      /^5 answers measured, the slowest \d+ ms$/,
    ],
  },
  {
    name: "20-testing",
    title: "testing without a network",
    run: () => import("../../generated-example/tour/20-testing.js"),
    prints: [/^Sent: a, a, b$/, /^Unexpected call: posts\.get\(\{ postId: "c" \}\)/, /Closest declared: posts\.get\(/],
  },
];

/** The first line that is missing from what was printed; undefined where all are there, in their order. */
export function missingLine(prints: readonly RegExp[], lines: readonly string[]): RegExp | undefined {
  let at = 0;
  return prints.find((wanted) => {
    const found = lines.findIndex((line, index) => index >= at && wanted.test(line));
    if (found >= 0) at = found + 1;
    return found < 0;
  });
}
