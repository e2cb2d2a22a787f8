// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** What to do about an error, in a line: for whoever reads it at night and has never seen this SDK. */

/** What is known of an error, as `toJSON` gives it, and the code of its cause. */
export interface Symptoms {
  readonly kind?: unknown;
  readonly status?: unknown;
  readonly phase?: unknown;
  readonly code?: unknown;
}

const byStatus: Readonly<Record<number, string | undefined>> = {
  400: "the server rejects what was sent: its body says what",
  401: "the server does not take the credential: check `auth` or its environment variable, and that it belongs to this server",
  403: "the credential is known but may not do this: check its scopes, its role and the plan behind it",
  404: "check the ids in the URL, then the path of `baseUrl`; some APIs say 404 for what a credential may not see",
  409: "somebody else was faster, or it exists already: read the present state, then decide",
  422: "the server rejects what was sent: its body says which fields",
  429: "send less at once (`rateLimit`, `maxConcurrency`) or later (`retryAfterMs`)",
};

const byPhase: Readonly<Record<string, string | undefined>> = {
  connect:
    "the host does not answer: a firewall, a wrong port, a proxy that is not set? Otherwise raise `timeout.connect`",
  headers: "the server has the request and is slow: see its logs, or raise `timeout.headers`",
  body: "the answer stopped in the middle: see the server and the proxies before it, or raise `timeout.body`",
  total: "all attempts and waits together took too long: see `attempts`, or raise `timeout.total`",
  queue: "more calls are made than may be sent: raise the limits, or make fewer at once",
};

const byCode: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, "nothing listens there: is the server up, are host and port of `baseUrl` right?"],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "the name can't be resolved: check the host of `baseUrl`, then the name server"],
  [/^(ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)$/, "there is no way to the host: check the network, VPN and firewall"],
  [
    /CERT|SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/,
    "check the name and the certificate; a private authority goes into `tls.ca`",
  ],
  [/./, "the server, or a proxy before it, broke the connection: its logs at the time of the attempt say why"],
];

const byKind: Readonly<Record<string, string | undefined>> = {
  "response-parse":
    "something else than the API may have answered, a proxy or a login page: see `excerpt` and `baseUrl`",
  "response-validation":
    'server and document disagree: generate the SDK anew from the newest document; `validate: "warn"` lets it through meanwhile',
  token: "check the client's id and secret, and the address of the token server",
};

/** Undefined where the message says it already. */
export function adviceFor({ kind, status, phase, code }: Symptoms): string | undefined {
  if (typeof phase === "string") return byPhase[phase];
  if (kind === "connection") return byCode.find(([pattern]) => typeof code === "string" && pattern.test(code))?.[1];
  if (kind !== "api" || typeof status !== "number") return byKind[String(kind)];
  return status >= 500 ? "the server failed: its operators find the call by the request id" : byStatus[status];
}
