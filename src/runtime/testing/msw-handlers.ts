import type { OperationDescriptor } from "../contract.js";
import { withoutFinalSlashes } from "../final-slashes.js";
import { AnswerList } from "./answers.js";
import { type Answer, answeringBody, answeringHeaders } from "./fake-response.js";
import { isPlain } from "./match.js";
import { deafTransport, defineLazily, type MockKit } from "./mock-api.js";
import type { MswHandlers, MswOptions } from "./msw-types.js";
import { builtOperations } from "./operation-lookup.js";

/** What is used of MSW's `http`. Its handlers are of its own making. */
export interface MswHttp<Handler> {
  all(path: string, resolver: (info: { readonly request: Request }) => Promise<Response | undefined>): Handler;
}

/** Handlers of MSW (2.x) for each operation. The generated `testing.msw.ts` calls it. */
export function mswHandlers<Client extends object, Options extends object, Handler extends object>(
  kit: MockKit<Client, Options>,
  http: MswHttp<Handler>,
  { baseUrl }: MswOptions,
): MswHandlers<Client, Handler> {
  // Only asked for its operations and its address; `Options` are those of a client.
  const client = kit.connect({ transport: () => deafTransport } as Options);
  const base = baseUrl ?? addressOfClient(client);
  const lookup = builtOperations(client, kit.modules);
  const root: object = {};
  for (const resource of lookup.resources) {
    defineLazily(root, resource.name, () => {
      const methods: object = {};
      for (const method of resource.methods) {
        const declare = (params: unknown): Handler =>
          handlerFor({ operation: resource.find(method), params, base }, http);
        Object.defineProperty(methods, method, { value: declare, enumerable: true });
      }
      return methods;
    });
  }
  // What the types say of the resources is what the lookup finds by the same names.
  return root as MswHandlers<Client, Handler>;
}

/** `*` where the document has no address of its own. */
function addressOfClient(client: object): string {
  const shown: unknown = "toJSON" in client && typeof client.toJSON === "function" ? client.toJSON() : undefined;
  const baseUrl = isPlain(shown) ? shown["baseUrl"] : undefined;
  return typeof baseUrl === "string" ? baseUrl : "*";
}

interface HandlerInit {
  readonly operation: OperationDescriptor;
  readonly params: unknown;
  readonly base: string;
}

const answerNames = [
  "reply",
  "replyOnce",
  "error",
  "rateLimit",
  "timeout",
  "reset",
  "pages",
  "stream",
  "undeclared",
] as const;

/** A handler of MSW that is told its answers as a mock is. What does not fit it leaves to the handlers behind it. */
function handlerFor<Handler extends object>({ operation, params, base }: HandlerInit, http: MswHttp<Handler>): Handler {
  const answers = new AnswerList(operation);
  const pattern = addressPattern(base, operation.path);
  const handler = http.all("*", async ({ request }) => {
    const path = request.method === operation.method ? pattern.exec(withoutQuery(request.url)) : null;
    if (path === null || !answers.hasMore) return undefined;
    const given = await readParams(operation, request, path.slice(1));
    if (!fits(params, given)) return undefined;
    const answer = answers.take(given);
    return answer && respond(answer, request.url);
  });
  for (const name of answerNames) {
    const declare = (...given: readonly unknown[]): Handler => {
      Reflect.apply(answers[name], answers, given);
      return handler;
    };
    Object.defineProperty(handler, name, { value: declare });
  }
  return handler;
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** `https://api.example.com/pets/{petId}`; `*` as the address stands for any. */
function addressPattern(base: string, path: string): RegExp {
  const start = base === "*" ? ".*" : literally(withoutFinalSlashes(base));
  const template = path.split(/\{[^{}]*\}/).map(literally);
  return new RegExp(`^${start}${template.join("([^/]*)")}$`);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

type Read = Readonly<Record<string, unknown>>;

/** What was sent, by the names of the operation's parameters: texts, lists of texts, and the body as JSON or text. */
async function readParams(
  { path, params = [] }: OperationDescriptor,
  request: Request,
  values: readonly string[],
): Promise<Read> {
  const read: Record<string, unknown> = Object.create(null);
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const query = new URL(request.url).searchParams;
  for (const param of params) {
    const name = param.wireName ?? param.name;
    const sent = query.getAll(name);
    if (param.in === "path") read[param.name] = decodeURIComponent(values[names.indexOf(name)] ?? "");
    else if (param.in === "query" && sent.length > 0) read[param.name] = sent.length === 1 ? sent[0] : sent;
    else if (param.in === "header") read[param.name] = request.headers.get(name) ?? undefined;
  }
  // The handlers behind this one read it, too.
  const text = await request.clone().text();
  if (text !== "") read["body"] = parsedBody(text);
  return read;
}

function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fits(expected: unknown, read: Read): boolean {
  if (expected === undefined) return true;
  if (typeof expected === "function") return expected(read) === true;
  if (!isPlain(expected)) return false;
  return Object.entries(expected).every(([name, value]) =>
    name === "body" ? holds(value, read["body"]) : value === undefined || wireText(value) === wireText(read[name]),
  );
}

/** On the wire `7` is a text, and a list may be one with commas. */
function wireText(value: unknown): string {
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** All that is named is there, and as it is named. */
function holds(expected: unknown, actual: unknown): boolean {
  if (!isPlain(expected)) return JSON.stringify(expected) === JSON.stringify(actual);
  return isPlain(actual) && Object.entries(expected).every(([key, value]) => holds(value, actual[key]));
}

/** A timeout is one of the client's own: no answer ever comes. */
function respond(answer: Answer, url: string): Response | Promise<Response> {
  if (answer.kind === "timeout") return new Promise(() => undefined);
  if (answer.kind === "reset") return Response.error();
  const { status } = answer;
  return new Response(answeringBody(answer), { status, headers: answeringHeaders(answer, url) });
}
