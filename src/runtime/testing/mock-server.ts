import type { OperationDescriptor } from "../contract.js";
import { skipWaits } from "../sleep.js";
import type { Transport, TransportRequest, TransportResponse } from "../transport/transport.js";
import type { AnswerList } from "./answers.js";
import { type Answer, toTransportResponse } from "./fake-response.js";
import { differences, show } from "./match.js";
import { MockError, UnexpectedCallError } from "./mock-error.js";
import { type AnyCall, recordCall } from "./sent-call.js";

/** What a test has said of calls of an operation. */
export interface Declaration {
  readonly operation: OperationDescriptor;
  /** `pets.get`. */
  readonly name: string;
  /** What a call must have been given, or a function that decides; undefined: all calls. */
  readonly params: unknown;
  readonly answers: AnswerList;
}

/** Stands where the network would be. */
export class MockServer {
  readonly transport: Transport;
  readonly #skipsWaits: boolean;
  readonly #names = new Map<string, string>();
  #declarations: Declaration[] = [];
  #calls: { readonly key: string; readonly call: AnyCall }[] = [];
  #unexpected: UnexpectedCallError[] = [];
  #tokens = 0;

  constructor(skipsWaits: boolean) {
    this.#skipsWaits = skipsWaits;
    this.transport = {
      send: (request) => this.#send(request),
      close: async () => undefined,
      destroy: async () => undefined,
    };
  }

  get unexpected(): readonly UnexpectedCallError[] {
    return this.#unexpected;
  }

  declare(declaration: Declaration): void {
    this.#names.set(operationKey(declaration.operation), declaration.name);
    this.#declarations.push(declaration);
  }

  callsOf(operation: OperationDescriptor): readonly AnyCall[] {
    const key = operationKey(operation);
    return this.#calls.filter((entry) => entry.key === key).map(({ call }) => call);
  }

  verify(): void {
    const [first] = this.#unexpected;
    if (first !== undefined) throw first;
    const unused = this.#declarations.filter(({ answers }) => answers.unused > 0);
    if (unused.length === 0) return;
    const lines = unused.map((one) => `  ${describe(one)}: ${one.answers.unused} not asked for`);
    throw new MockError(`Declared answers that no call has asked for:\n${lines.join("\n")}`);
  }

  clear(): void {
    this.#declarations = [];
    this.#calls = [];
    this.#unexpected = [];
  }

  async #send(request: TransportRequest): Promise<TransportResponse> {
    const { attemptOf, abort } = request;
    if (this.#skipsWaits) skipWaits(abort);
    const call = await recordCall(request);
    if (abort.reason !== undefined) throw abort.reason;
    // The runtime's own requests: they get access tokens.
    if (attemptOf === undefined) return toTransportResponse(tokenAnswer(++this.#tokens), request);
    this.#calls.push({ key: operationKey(attemptOf.operation), call });
    return toTransportResponse(this.#answer(attemptOf.operation, call), request);
  }

  #answer(operation: OperationDescriptor, call: AnyCall): Answer {
    const key = operationKey(operation);
    // The latest first: it wins.
    const own = this.#declarations.filter((one) => operationKey(one.operation) === key).reverse();
    const fitting = own.find((one) => one.answers.hasMore && mismatches(one, call).length === 0);
    const answer = fitting?.answers.take(call.params);
    if (answer !== undefined) return answer;
    const error = new UnexpectedCallError(this.#explain(operation, call, own));
    this.#unexpected.push(error);
    throw error;
  }

  #explain(operation: OperationDescriptor, call: AnyCall, own: readonly Declaration[]): string {
    const name = this.#names.get(operationKey(operation)) ?? operation.id;
    const head = `Unexpected call: ${name}(${show(call.params)}), ${call.method} ${call.url}`;
    const [closest] = [...own].sort((left, right) => mismatches(left, call).length - mismatches(right, call).length);
    if (closest !== undefined) {
      const wrong = mismatches(closest, call);
      const why = wrong.length > 0 ? wrong.join("; ") : "its answers have all been given";
      return `${head}\n  Closest declared: ${describe(closest)}: ${why}`;
    }
    const others = [...new Set(this.#declarations.map(describe))];
    const declared = others.length === 0 ? "no call at all" : others.slice(-3).join(", ");
    return `${head}\n  Nothing is declared for ${name}; declared is ${declared}`;
  }
}

/** `test-access-token`, then `test-access-token-2`, …; each lives an hour. */
export function tokenAnswer(count: number): Answer {
  const token = `test-access-token${count === 1 ? "" : `-${count}`}`;
  return {
    kind: "response",
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: 3_600 }),
  };
}

function describe({ name, params }: Declaration): string {
  return `${name}(${params === undefined ? "" : show(params)})`;
}

/** Variants of an operation (its whole answer, its stream) are one. */
export function operationKey({ id, method, path }: OperationDescriptor): string {
  return `${id} ${method} ${path}`;
}

function mismatches({ params }: Declaration, call: AnyCall): readonly string[] {
  if (params === undefined) return [];
  if (typeof params !== "function") return differences(params, call.params);
  return params(call.params) === true ? [] : ["the function says no"];
}
