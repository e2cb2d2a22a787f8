// An API that fails on purpose, in a process of its own. Prints its address; GET /stats tells what it has seen.
import { createServer } from "node:http";

/** `soak`: one request in twenty meets one of all faults. Otherwise one in ten fails in a few ways, and 401s are part of it. */
const isSoak = process.argv[2] === "soak";
const stats = { requests: 0, tokens: 0, unauthorized: 0, failures: 0, resets: 0, refusals: 0 };
/** How often each call has arrived, how often each POST was carried out, and the keys that were seen. */
const arrived = new Map();
const carriedOut = new Map();
const keys = new Set();
let token = { value: "", expiresAt: 0 };

const server = createServer((request, response) => {
  request.resume().on("end", () => answer(request, response));
});

function answer(request, response) {
  if (request.url === "/stats") {
    const most = Math.max(0, ...carriedOut.values());
    return send(response, 200, { ...stats, posts: carriedOut.size, most });
  }
  if (request.url === "/log") return send(response, 200, { arrived: [...arrived], carriedOut: [...carriedOut] });
  if (request.url === "/token") return issue(response);
  stats.requests += 1;
  const isGood = request.headers.authorization === `Bearer ${token.value}` && token.expiresAt > Date.now();
  if (!isGood) {
    stats.unauthorized += 1;
    return send(response, 401, {}, { "www-authenticate": 'Bearer error="invalid_token"' });
  }
  // What was refused for its token is sent once more, which is no retry.
  const item = Number(request.headers["x-item"]);
  arrived.set(item, (arrived.get(item) ?? 0) + 1);
  const count = stats.requests;
  if (isSoak) return soak(request, response);
  if (count % 1_000 === 0) {
    stats.refusals += 1;
    return send(response, 429, {}, { "retry-after-ms": "20" });
  }
  // One in ten fails: without an answer before or after the work, or with one.
  const fault = count % 40;
  if (fault === 10) return reset(response);
  if (fault === 20) return fail(response, {});
  if (fault === 30) return fail(response, { "retry-after-ms": "5" });
  carryOut(request);
  if (fault === 0) return reset(response);
  send(response, 200, { ok: true });
}

const soakFaults = {
  "reset before the work": (_, response) => reset(response),
  "reset after the work": (request, response) => {
    carryOut(request);
    reset(response);
  },
  503: (_, response) => fail(response, {}),
  "503 with a time": (_, response) => fail(response, { "retry-after-ms": "5" }),
  429: (_, response) => send(response, 429, {}, { "retry-after-ms": "5" }),
  "cut within the body": (request, response) => {
    carryOut(request);
    response.writeHead(200, { "content-type": "application/json", "content-length": 100 }).write('{"ok":');
    setTimeout(() => reset(response), 2);
  },
  "no JSON": (request, response) => {
    carryOut(request);
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":');
  },
  "an answer in pieces": (request, response) => {
    carryOut(request);
    response.writeHead(200, { "content-type": "application/json" }).write('{"ok":');
    setTimeout(() => response.end("true}"), 30);
  },
  "an answer that never comes": (request) => {
    carryOut(request);
  },
};
const soakNames = Object.keys(soakFaults);
const kinds = new Map();

/** Counted for each kind of call by itself, so that each kind meets each fault, whatever comes in which order. */
function soak(request, response) {
  const kind = `${request.method} ${request.headers["idempotency-key"] === undefined}`;
  const count = (kinds.get(kind) ?? 0) + 1;
  kinds.set(kind, count);
  if (count % 20 !== 0) {
    carryOut(request);
    return send(response, 200, { ok: true });
  }
  stats.faults = (stats.faults ?? 0) + 1;
  soakFaults[soakNames[(count / 20) % soakNames.length]](request, response);
}

function carryOut({ method, headers }) {
  if (method !== "POST") return;
  const key = headers["idempotency-key"];
  if (key !== undefined && keys.has(key)) return;
  if (key !== undefined) keys.add(key);
  const item = Number(headers["x-item"]);
  carriedOut.set(item, (carriedOut.get(item) ?? 0) + 1);
}

function issue(response) {
  stats.tokens += 1;
  const seconds = isSoak ? 60 : 1;
  token = { value: `t${stats.tokens}`, expiresAt: Date.now() + seconds * 1_000 };
  send(response, 200, { access_token: token.value, token_type: "Bearer", expires_in: seconds });
}

function fail(response, headers) {
  stats.failures += 1;
  send(response, 503, { title: "Busy" }, headers);
}

function reset(response) {
  stats.resets += 1;
  response.socket.resetAndDestroy();
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
// Ends with whoever started it.
process.stdin.resume().on("end", () => process.exit());
