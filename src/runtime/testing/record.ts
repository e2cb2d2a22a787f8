import type { ApiClient } from "../client.js";
import { insidesOf } from "../client-insides.js";
import type { ClientOptions } from "../options.js";
import type { Transport, TransportRequest, TransportResponse } from "../transport/transport.js";
import { type Cassette, type Exchange, type RecordedContent, toRecordedContent } from "./cassette.js";
import {
  cleanPath,
  cleanRequestHeaders,
  cleanResponseHeaders,
  cleanText,
  secretForms,
  withoutBoundary,
} from "./cassette-secrets.js";
import { MockError } from "./mock-error.js";
import { RecordedBody } from "./recorded-body.js";
import { requestBytes } from "./sent-call.js";
import { writeTestFile } from "./test-files.js";

export interface RecordOptions {
  /**
   * Values that must not be in the cassette, besides those that are left out anyway: the client's credentials wherever they
   * stand, headers that are not known to be harmless, and what is called a password, a secret, a key or a token.
   */
  readonly secrets?: readonly string[] | undefined;
}

/** Real exchanges that are kept, to be replayed without a network. */
export interface Recording<Client> {
  /** Use it in place of the client that was given: it has the same options and connections. */
  readonly client: Client;
  /** What was recorded so far. */
  readonly cassette: Cassette;
  /** Writes the cassette, with its folder. @throws MockError where no path was given, or the platform has no files */
  save(): Promise<void>;
}

/**
 * Records what the client sends and gets, attempt by attempt; `save()` writes it to `path`, as JSON. Secrets are left out.
 * Requests for access tokens and attempts without an answer are not recorded.
 */
export function record<Client extends ApiClient>(
  client: Client,
  path?: string,
  options: RecordOptions = {},
): Recording<Client> {
  const connections = insidesOf(client).share?.();
  if (connections === undefined) throw new MockError("Only a whole client can be recorded, not a lean one");
  const tape = new Tape(connections, options.secrets ?? []);
  const given: ClientOptions = { transport: tape };
  const { name, version, baseUrl } = client.toJSON();
  const currentCassette = (): Cassette => ({
    format: 1,
    api: `${name} ${version}`,
    ...(typeof baseUrl === "string" ? { baseUrl } : {}),
    exchanges: tape.exchanges,
  });
  return {
    client: client.with(given),
    get cassette() {
      return currentCassette();
    },
    save: async () => {
      if (path === undefined) throw new MockError("There is no path to save the cassette to: record(client, path)");
      writeTestFile(path, `${JSON.stringify(currentCassette(), null, 2)}\n`);
    },
  };
}

type Recorded = { -readonly [Key in keyof Exchange]: Exchange[Key] };

/** Hands requests on to the real transport. */
class Tape implements Transport {
  readonly #transport: Transport;
  readonly #secrets: readonly string[];
  /** In the order in which they were sent; undefined until there is an answer. */
  readonly #exchanges: (Recorded | undefined)[] = [];

  constructor(transport: Transport, secrets: readonly string[]) {
    this.#transport = transport;
    this.#secrets = secrets;
  }

  get acceptEncoding(): string | undefined {
    return this.#transport.acceptEncoding;
  }

  get exchanges(): readonly Exchange[] {
    // TypeScript before 5.5 sees no type guard in a plain comparison.
    return this.#exchanges.flatMap((exchange) => (exchange === undefined ? [] : [exchange]));
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { attemptOf, body } = request;
    if (attemptOf === undefined) return this.#transport.send(request);
    const place = this.#exchanges.push(undefined) - 1;
    const bytes = body === undefined ? undefined : await requestBytes(body);
    // A stream has been read; a text stays one.
    const sent = typeof body === "string" ? body : bytes;
    const response = await this.#transport.send({ ...request, body: sent });
    const secrets = secretForms([...attemptOf.call.secrets(), ...this.#secrets]);
    const exchange: Recorded = {
      operationId: attemptOf.operation.id,
      request: recordedRequest(request, bytes, secrets),
      response: {
        status: response.status,
        headers: cleanResponseHeaders(response.headers, secrets),
        partial: true,
      },
    };
    this.#exchanges[place] = exchange;
    const contentType = response.headers.get("content-type") ?? "";
    const onRecorded = (read: Uint8Array, isComplete: boolean): void => {
      const { partial: _partial, ...rest } = exchange.response;
      const content = cleanContent(read, contentType, secrets);
      exchange.response = { ...rest, ...(content && { body: content }), ...(isComplete ? {} : { partial: true }) };
    };
    return { ...response, body: new RecordedBody(response.body, onRecorded) };
  }

  async close(): Promise<void> {
    // The connections are those of the client that is recorded.
  }

  async destroy(): Promise<void> {
    // As above.
  }
}

function recordedRequest(
  { method, path, headers }: TransportRequest,
  bytes: Uint8Array | undefined,
  secrets: readonly string[],
): Exchange["request"] {
  const content = bytes && cleanContent(bytes, headers["content-type"] ?? "", secrets);
  return {
    method,
    path: cleanPath(path, secrets),
    headers: cleanRequestHeaders(headers, secrets),
    ...(content && { body: content }),
  };
}

/** A body as it stands in a cassette. */
export function cleanContent(
  bytes: Uint8Array,
  contentType: string,
  secrets: readonly string[],
): RecordedContent | undefined {
  const content = toRecordedContent(bytes);
  if (content === undefined || !("text" in content)) return content;
  return { text: withoutBoundary(cleanText(content.text, contentType, secrets), contentType) };
}
