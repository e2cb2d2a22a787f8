import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Inkwell, type InkwellOptions, startInkwell } from "../../../example-server/start.js";
import { document, operations, pointerOf, schemaErrors } from "./document.js";

/** Headers that let one in. */
export const asIntegration = { "x-api-key": "test-key" };
export const asAda = { authorization: "Bearer test-token" };
export const asReader = { authorization: "Bearer reader-token" };
export const asAdmin = { authorization: `Basic ${btoa("ada:lovelace")}` };
export const asGrace = { authorization: `Basic ${btoa("grace:hopper")}` };

export interface CallInit {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: NonNullable<RequestInit["body"]>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed, where it is JSON. */
  readonly body: unknown;
  readonly bytes: Buffer;
}

export interface Api {
  readonly server: Inkwell;
  /** Calls the server as an integration (or with the headers given), and checks the answer against the document. */
  call(method: string, path: string, init?: CallInit): Promise<Answer>;
}

/** A server for the tests of one file; each test finds it as it was in the beginning. */
export function useApi(options: InkwellOptions = {}): Api {
  let server: Inkwell | undefined;
  const running = (): Inkwell => {
    if (server === undefined) throw new TypeError("the server is not running");
    return server;
  };
  beforeAll(async () => {
    server = await startInkwell(options);
  });
  beforeEach(() => running().reset());
  afterAll(() => running().close());
  return {
    get server() {
      return running();
    },
    call: (method, path, init = {}) => callAndCheck(running(), { method, path, init }),
  };
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly init: CallInit;
}

async function callAndCheck(server: Inkwell, { method, path, init }: Call): Promise<Answer> {
  const isJson = init.json !== undefined;
  const body = isJson ? JSON.stringify(init.json) : init.body;
  const response = await fetch(server.url + path, {
    method,
    headers: { ...(isJson ? { "content-type": "application/json" } : {}), ...(init.headers ?? asIntegration) },
    ...(body === undefined ? {} : { body }),
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const contentType = (response.headers.get("content-type") ?? "").split(";", 1).join("");
  const answer = { status: response.status, headers: response.headers, bytes, body: bodyOf(contentType, bytes) };
  const problems = conformanceErrors(server.requests.at(-1)?.operationId, answer, contentType);
  if (problems.length > 0) throw new Error(`${method} ${path} answers what it must not:\n${problems.join("\n")}`);
  return answer;
}

function bodyOf(contentType: string, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  return /[/+]json$/.test(contentType) ? JSON.parse(bytes.toString()) : bytes.toString();
}

/** Where an answer is not what the document says. */
function conformanceErrors(operationId: string | undefined, answer: Answer, contentType: string): readonly string[] {
  const operation = operations.find((candidate) => candidate.operationId === operationId);
  if (operation === undefined) return [`no operation ${operationId}`];
  const declared = operation.responses[String(answer.status)];
  if (declared === undefined) return [`status ${answer.status} is not declared: ${answer.bytes}`];
  const name = declared.$ref?.split("/").at(-1);
  const at =
    name === undefined
      ? pointerOf("paths", operation.path, operation.method.toLowerCase(), "responses", String(answer.status))
      : pointerOf("components", "responses", name);
  const response = name === undefined ? declared : (document.components.responses?.[name] as typeof declared);
  if (response.content === undefined) return answer.bytes.length === 0 ? [] : ["there must be no body"];
  const media = response.content[contentType];
  if (media === undefined) return [`content type ${contentType} is not declared`];
  const pointer = `${at}${pointerOf("content", contentType, "schema")}`;
  return valuesOf(contentType, answer).flatMap((value) => schemaErrors(pointer, value, "response"));
}

/** What the schema speaks of: the body, a line, or the data of an event. */
function valuesOf(contentType: string, { body, bytes }: Answer): readonly unknown[] {
  if (contentType === "application/octet-stream") return [];
  if (contentType === "application/jsonl") return linesOf(bytes);
  if (contentType === "text/event-stream") {
    return eventsOf(bytes.toString())
      .filter(({ data }) => data !== "[DONE]")
      .map(({ data }) => JSON.parse(data));
  }
  return [body];
}

/** The records of a JSON Lines body. */
export function linesOf(bytes: Buffer): readonly Record<string, unknown>[] {
  return bytes
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

export interface ReceivedEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string;
}

/** The events of a stream that this very server wrote; no parser for others'. */
export function eventsOf(text: string): readonly ReceivedEvent[] {
  const field = (block: string, name: string): string | undefined =>
    new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
  return text.split("\n\n").flatMap((block) => {
    const data = field(block, "data");
    return data === undefined ? [] : [{ id: field(block, "id"), event: field(block, "event"), data }];
  });
}

/** An access token for these scopes. */
export async function accessToken({ call }: Api, scope: string): Promise<string> {
  const form = {
    grant_type: "client_credentials",
    client_id: "inkwell-client",
    client_secret: "inkwell-secret",
    scope,
  };
  const { body } = await call("POST", "/oauth/token", { body: new URLSearchParams(form) });
  return (body as { access_token: string }).access_token;
}
