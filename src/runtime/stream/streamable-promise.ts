import { ApiPromise, type PendingReply } from "../api-promise.js";
import type { ApiCaller } from "../client-insides.js";
import type { BodyKind, OperationDescriptor, ResponseDescriptor } from "../contract.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { SdkError } from "../errors/sdk-error.js";
import { type OperationSource, readOperation } from "../operation-source.js";
import { requestProblem } from "../request-problem.js";
import type { StreamOptions } from "./stream-options.js";
import type { StreamPromise } from "./stream-promise.js";

/** `callEvents` or `callLines`. */
export type CallStream<Options extends StreamOptions> = <Item, Failure>(
  client: ApiCaller,
  operation: OperationSource,
  params: object | undefined,
  options?: Options,
) => StreamPromise<Item, Failure>;

/**
 * The result of an operation that answers at once or as a stream: `await` gives the whole answer, `.stream()` asks for the
 * stream instead. The request is sent when the current code has run; `.stream()` must be called before.
 */
export class StreamablePromise<Data, Responses extends object, Item, Failure = SdkError> extends ApiPromise<
  Data,
  Responses,
  Failure
> {
  readonly #start: Start<Data>;
  readonly #openStream: () => StreamPromise<Item, Failure>;

  constructor(call: () => ApiPromise<Data>, openStream: () => StreamPromise<Item, Failure>) {
    const start = new Start(call);
    super(start.reply);
    this.#start = start;
    this.#openStream = openStream;
  }

  /** Asks for the answer as a stream. @throws ConfigurationError where the request has been sent already */
  stream(): StreamPromise<Item, Failure> {
    this.#start.cancel();
    return this.#openStream();
  }
}

/** A call that begins when the code that has made it is through. */
class Start<Data> {
  readonly reply: Promise<PendingReply<Data>>;
  #state: "waiting" | "started" | "cancelled" = "waiting";

  constructor(call: () => ApiPromise<Data>) {
    this.reply = Promise.resolve().then(() => {
      if (this.#state === "cancelled")
        throw new ConfigurationError({ message: "The answer was asked for as a stream" });
      this.#state = "started";
      return ApiPromise.replyOf(call());
    });
  }

  cancel(): void {
    if (this.#state === "started") {
      throw new ConfigurationError({
        message: "`.stream()` must be called on the result at once: the request is sent",
      });
    }
    this.#state = "cancelled";
    // Nobody need look at a result that was not wanted.
    this.reply.catch(() => undefined);
  }
}

export interface StreamableCall<Options extends StreamOptions> {
  readonly client: ApiCaller;
  readonly operation: OperationSource;
  readonly params: object | undefined;
  readonly options: Options | undefined;
}

/** Calls an operation that answers at once or as a stream. Generated functions call it. */
export function callStreamable<Data, Responses extends object, Item, Failure, Options extends StreamOptions>(
  callStream: CallStream<Options>,
  { client, operation: source, params, options }: StreamableCall<Options>,
): StreamablePromise<Data, Responses, Item, Failure> {
  const operation = readOperation(source);
  return new StreamablePromise<Data, Responses, Item, Failure>(
    () => client.call<Data>(variantOf(operation, "whole"), withFlag(operation, params, false), options),
    () => callStream<Item, Failure>(client, variantOf(operation, "stream"), withFlag(operation, params, true), options),
  );
}

type Params = Readonly<Record<string, unknown>>;

/** Sets what asks for the stream; refuses what asks for it where the whole answer is awaited. */
function withFlag(
  { streamFlag: flag }: OperationDescriptor,
  params: object | undefined,
  wanted: boolean,
): object | undefined {
  if (flag === undefined) return params;
  // A generated function's parameters are an interface, which has no index signature; they are read as own properties.
  const values = (params ?? {}) as Params;
  const holder = flag.in === "params" ? values : values["body"];
  if (!isPlain(holder)) return params;
  if (!wanted) {
    if (holder[flag.name] !== true) return params;
    throw requestProblem(flag.name, "asks for a stream: call `.stream()` on the result instead of awaiting it");
  }
  const changed = { ...holder, [flag.name]: true };
  return flag.in === "params" ? changed : { ...values, body: changed };
}

/** Not FormData and its like, which can't be copied by their properties. */
function isPlain(value: unknown): value is Params {
  return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

type Variant = "whole" | "stream";

const variants = /* @__PURE__ */ new WeakMap<OperationDescriptor, Record<Variant, OperationDescriptor>>();

const originals = /* @__PURE__ */ new WeakMap<OperationDescriptor, OperationDescriptor>();

/** @internal The operation itself, of which a variant was made. */
export function operationOf(variant: OperationDescriptor): OperationDescriptor {
  return originals.get(variant) ?? variant;
}

/** The operation with one of its two kinds of answers: `Accept` asks for nothing else then. */
function variantOf(operation: OperationDescriptor, variant: Variant): OperationDescriptor {
  let both = variants.get(operation);
  if (both === undefined) {
    both = { whole: restricted(operation, false), stream: restricted(operation, true) };
    variants.set(operation, both);
    originals.set(both.whole, operation).set(both.stream, operation);
  }
  return both[variant];
}

function restricted(operation: OperationDescriptor, streams: boolean): OperationDescriptor {
  const entries = Object.entries(operation.responses);
  return {
    ...operation,
    responses: Object.fromEntries(entries.map(([status, response]) => [status, restrictedResponse(response, streams)])),
  };
}

const streamKinds: readonly (BodyKind | undefined)[] = ["events", "lines"];

function restrictedResponse(response: ResponseDescriptor, streams: boolean): ResponseDescriptor {
  if (response.error !== undefined || response.content === undefined) return response;
  const entries = Object.entries(response.content);
  const wanted = entries.filter(([, { kind }]) => streamKinds.includes(kind) === streams);
  return wanted.length === 0 || wanted.length === entries.length
    ? response
    : { ...response, content: Object.fromEntries(wanted) };
}
