import type { OperationDescriptor } from "../contract.js";
import { skipWaits } from "../sleep.js";
import type { Transport, TransportRequest, TransportResponse } from "../transport/transport.js";
import { type Cassette, type Exchange, fromRecordedContent, parseCassette, type RecordedContent } from "./cassette.js";
import { cleanPath, secretForms } from "./cassette-secrets.js";
import { type Answer, toTransportResponse } from "./fake-response.js";
import { differences, isPlain } from "./match.js";
import { connectKit, type MockKit, skipsWaits } from "./mock-api.js";
import { MockError, UnexpectedCallError } from "./mock-error.js";
import { operationKey, tokenAnswer } from "./mock-server.js";
import type { MockOptions, ReplayedApi } from "./mock-types.js";
import { cleanContent } from "./record.js";
import { type AnyCall, recordCall, requestBytes } from "./sent-call.js";
import { readTestFile } from "./test-files.js";

/** A client that is answered from a cassette. The generated `testing.ts` calls it. @throws MockError where it can't be read */
export function replayApi<Client extends object, Options extends object, Operations>(
  kit: MockKit<Client, Options>,
  given: Cassette | string,
  options: MockOptions<Options>,
): ReplayedApi<Client, Operations> {
  const cassette = typeof given === "string" ? parseCassette(readTestFile(given), given) : given;
  const server = new ReplayServer(cassette, skipsWaits(options));
  const { baseUrl } = cassette;
  const { client, lookup, clock } = connectKit(kit, baseUrl === undefined ? options : { baseUrl, ...options }, server);
  const api = {
    client,
    calls: (name: string): readonly AnyCall[] => server.callsOf(lookup.byFunction(name)),
    get clock() {
      return clock();
    },
    get unexpected(): readonly Error[] {
      return server.unexpected;
    },
    verify: () => server.verify(),
  };
  // What the types say of the calls is what the lookup finds by the same names.
  return api as unknown as ReplayedApi<Client, Operations>;
}

/** What is compared: the request as it would stand in the cassette. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: RecordedContent | undefined;
}

/** Stands where the network would be, and answers what was recorded. */
class ReplayServer implements Transport {
  readonly unexpected: UnexpectedCallError[] = [];
  readonly #exchanges: readonly Exchange[];
  readonly #skipsWaits: boolean;
  readonly #used = new Set<Exchange>();
  readonly #calls: { readonly key: string; readonly call: AnyCall }[] = [];
  #tokens = 0;

  constructor({ exchanges }: Cassette, skips: boolean) {
    this.#exchanges = exchanges;
    this.#skipsWaits = skips;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { attemptOf, abort, body, headers } = request;
    if (this.#skipsWaits) skipWaits(abort);
    if (attemptOf === undefined) {
      this.#tokens += 1;
      return toTransportResponse(tokenAnswer(this.#tokens), request);
    }
    const bytes = body === undefined ? undefined : await requestBytes(body);
    const call = await recordCall({ ...request, body: bytes });
    if (abort.reason !== undefined) throw abort.reason;
    this.#calls.push({ key: operationKey(attemptOf.operation), call });
    const secrets = secretForms(attemptOf.call.secrets());
    const content = bytes && cleanContent(bytes, headers["content-type"] ?? "", secrets);
    return toTransportResponse(
      this.#answer({ ...call, path: cleanPath(request.path, secrets), body: content }),
      request,
    );
  }

  callsOf(operation: OperationDescriptor): readonly AnyCall[] {
    const key = operationKey(operation);
    return this.#calls.filter((entry) => entry.key === key).map(({ call }) => call);
  }

  verify(): void {
    const [first] = this.unexpected;
    if (first !== undefined) throw first;
    const unused = this.#exchanges.filter((exchange) => !this.#used.has(exchange));
    if (unused.length === 0) return;
    const lines = unused.map(({ request }) => `  ${request.method} ${request.path}`);
    throw new MockError(`Recorded, but not asked for:\n${lines.join("\n")}`);
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  async destroy(): Promise<void> {
    // As above.
  }

  /** Each exchange answers once, in the order in which they were recorded; the last one of its kind goes on answering. */
  #answer(asked: Asked): Answer {
    const fitting = this.#exchanges.filter((exchange) => misfits(exchange, asked).length === 0);
    const found = fitting.find((exchange) => !this.#used.has(exchange)) ?? fitting.at(-1);
    if (found === undefined) {
      const error = new UnexpectedCallError(this.#explain(asked));
      this.unexpected.push(error);
      throw error;
    }
    this.#used.add(found);
    const { status, headers, body, partial } = found.response;
    // What came behind it nobody knows.
    return { kind: "response", status, headers, body: body && fromRecordedContent(body), breaks: partial };
  }

  #explain(asked: Asked): string {
    const head = `Not recorded: ${asked.method} ${asked.path}`;
    const near = this.#exchanges.map((exchange) => ({ exchange, why: misfits(exchange, asked) }));
    const [closest] = near.sort((left, right) => weight(left.why) - weight(right.why));
    if (closest === undefined) return `${head}\n  The cassette is empty: record it again`;
    const { method, path } = closest.exchange.request;
    return `${head}\n  Closest recorded: ${method} ${path}: ${closest.why.map(({ text }) => text).join("; ")}`;
  }
}

interface Misfit {
  /** How far from the request it leads. */
  readonly weight: number;
  readonly text: string;
}

function weight(misfits: readonly Misfit[]): number {
  return misfits.reduce((sum, misfit) => sum + misfit.weight, 0);
}

/** Why an exchange is not the answer; nothing where it is. */
function misfits({ request }: Exchange, asked: Asked): readonly Misfit[] {
  const found: Misfit[] = [];
  const [path, query] = parted(asked.path);
  const [recordedPath, recordedQuery] = parted(request.path);
  if (path !== recordedPath) found.push({ weight: 100 - common(path, recordedPath), text: `the path is ${path}` });
  if (asked.method !== request.method) found.push({ weight: 30, text: `the method is ${asked.method}` });
  const [recordedValues, values] = [queryValues(recordedQuery), queryValues(query)];
  for (const text of differences(recordedValues, disguised(values, recordedValues), "query"))
    found.push({ weight: 3, text });
  for (const name of Object.keys(values))
    if (!Object.hasOwn(recordedValues, name)) found.push({ weight: 3, text: `query.${name} was not sent then` });
  for (const text of bodyDifferences(request.body, asked.body)) found.push({ weight: 1, text });
  return found;
}

function parted(path: string): readonly [path: string, query: string] {
  const start = path.indexOf("?");
  return start < 0 ? [path, ""] : [path.slice(0, start), path.slice(start + 1)];
}

/** Beginning letters that two paths share, up to 50. */
function common(left: string, right: string): number {
  let length = 0;
  while (length < 50 && length < left.length && left[length] === right[length]) length += 1;
  return length;
}

/** By name, in any order of the names. */
function queryValues(query: string): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = Object.create(null);
  // Browsers' types don't let it be walked otherwise.
  new URLSearchParams(query).forEach((value, name) => {
    values[name] = [...(values[name] ?? []), value];
  });
  return values;
}

function bodyDifferences(recorded: RecordedContent | undefined, asked: RecordedContent | undefined): readonly string[] {
  const left = comparable(recorded);
  const right = disguised(comparable(asked), left);
  return [...new Set([...differences(left, right, "body"), ...reversed(differences(right, left, "body"))])];
}

/** What is sent, but was not recorded. */
function reversed(texts: readonly string[]): readonly string[] {
  return texts
    .filter((text) => / is undefined, expected /.test(text))
    .map((text) => text.replace(/ is undefined, expected /, " was not sent then, now "));
}

/** What is asked, with the recorded text wherever that hides a secret: whatever stands there now is as good. */
function disguised(asked: unknown, recorded: unknown): unknown {
  if (typeof asked === "string" && typeof recorded === "string") return isDisguise(recorded, asked) ? recorded : asked;
  if (Array.isArray(asked) && Array.isArray(recorded))
    return asked.map((item, index) => disguised(item, recorded[index]));
  if (!isPlain(asked) || !isPlain(recorded)) return asked;
  return Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, disguised(value, recorded[key])]));
}

function isDisguise(recorded: string, asked: string): boolean {
  const parts = recorded.split("REDACTED");
  if (parts.length === 1) return false;
  let at = 0;
  return parts.every((part, index) => {
    const found = index === 0 ? (asked.startsWith(part) ? 0 : -1) : asked.indexOf(part, at);
    at = found + part.length;
    return found >= 0;
  });
}

function comparable(content: RecordedContent | undefined): unknown {
  if (content === undefined || !("text" in content)) return content;
  try {
    return JSON.parse(content.text);
  } catch {
    return content.text;
  }
}
