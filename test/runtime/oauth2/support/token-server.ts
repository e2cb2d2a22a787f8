import type { ServerResponse } from "node:http";
import type {
  ApiClient,
  ClientOptions,
  OAuth2Credential,
  SecuritySchemeDescriptor,
} from "../../../../src/runtime/index.js";
import { ApiClient as Client } from "../../../../src/runtime/index.js";
import { oauth2 } from "../../../../src/runtime/oauth2.js";
import { undiciTransport } from "../../../../src/runtime/transport/undici.js";
import { api, operation } from "../../support/client.js";
import { type Recorded, startServer, type TestServer } from "../../support/server.js";

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  /** Closes the connection instead of answering. */
  readonly reset?: boolean;
  readonly delayMs?: number;
}

/** An authorization server and an API in one, over real sockets. Both do what the test says. */
export interface TokenServer extends TestServer {
  /** What the token endpoint was sent, in order. */
  readonly forms: readonly URLSearchParams[];
  readonly tokenRequests: readonly Recorded[];
  /** The next answers of the token endpoint; afterwards it issues `t1`, `t2`, … */
  readonly answers: Answer[];
  /** How long new tokens live, in seconds. */
  lifetime: number | string | undefined;
  /** Whether the API takes this token. */
  accepts: (token: string) => boolean;
  /** What the API says to a token that it refuses. */
  refusal: Answer;
  issued: number;
  /** Answers instead of all that. */
  onToken: ((form: URLSearchParams) => Answer) | undefined;
  /** The answers of the device endpoint. */
  device: Answer;
}

export async function startTokenServer(): Promise<TokenServer> {
  const forms: URLSearchParams[] = [];
  const tokenRequests: Recorded[] = [];
  const answers: Answer[] = [];
  const server = await startServer(async (request, response) => {
    const isToken = request.target.startsWith("/token");
    if (request.target === "/device") return send(response, state.device);
    if (!isToken) return send(response, apiAnswer(request));
    tokenRequests.push(request);
    const form = new URLSearchParams(request.body.toString());
    forms.push(form);
    await send(response, state.onToken?.(form) ?? answers.shift() ?? issue());
  });
  const issue = (): Answer => {
    state.issued += 1;
    const body = { access_token: `t${state.issued}`, token_type: "Bearer", expires_in: state.lifetime };
    return { body };
  };
  const apiAnswer = ({ headers }: Recorded): Answer => {
    const token = String(headers["authorization"] ?? "").replace("Bearer ", "");
    return state.accepts(token) ? { body: {} } : state.refusal;
  };
  const state: TokenServer = Object.assign(Object.create(server) as TestServer, {
    forms,
    tokenRequests,
    answers,
    lifetime: 3600 as TokenServer["lifetime"],
    accepts: () => true,
    refusal: { status: 401, headers: { "www-authenticate": 'Bearer error="invalid_token"' }, body: {} },
    issued: 0,
    onToken: undefined as TokenServer["onToken"],
    device: { body: {} },
    url: server.url,
    requests: server.requests,
  });
  return state;
}

async function send(
  response: ServerResponse,
  { status = 200, headers = {}, body, reset, delayMs }: Answer,
): Promise<void> {
  if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (reset === true) {
    response.destroy();
    return;
  }
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": isText ? "text/html" : "application/json", ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

export const secured = operation({ security: [{ oauth: [] }] });

export const allFlows: SecuritySchemeDescriptor = {
  type: "oauth2",
  flows: {
    clientCredentials: { tokenUrl: "/token", scopes: [] },
    authorizationCode: { authorizationUrl: "/authorize", tokenUrl: "/token", scopes: [] },
    password: { tokenUrl: "/token", scopes: [] },
    deviceAuthorization: { deviceAuthorizationUrl: "/device", tokenUrl: "/token", scopes: [] },
  },
  env: "PETSTORE_OAUTH",
};

const clients: ApiClient[] = [];

/** A client of the server that gets its tokens there; closed by `closeTokenClients`. */
export function tokenClient(
  server: { readonly url: string },
  oauth: OAuth2Credential | undefined,
  options: ClientOptions = {},
  scheme: SecuritySchemeDescriptor = allFlows,
): ApiClient {
  const all = { baseUrl: server.url, ...(oauth === undefined ? {} : { auth: { oauth } }), ...options };
  const client = new Client({ ...api, security: { oauth: scheme } }, all, undiciTransport, oauth2);
  clients.push(client);
  return client;
}

export async function closeTokenClients(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
}

/** What a promise is rejected with. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new TypeError("the call did not fail");
}

/** A public function's promise after the event loop has turned: what runs in the background has ended. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new TypeError("it has not come true within 5 s");
}
