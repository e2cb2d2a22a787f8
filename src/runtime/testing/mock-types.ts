import type { ApiPromise } from "../api-promise.js";
import type { BinaryResponse } from "../binary.js";
import type { ApiClient } from "../client.js";
import type { ApiStream } from "../stream/api-stream.js";
import type { ServerSentEvent } from "../stream/server-sent-event.js";
import type { StreamPromise } from "../stream/stream-promise.js";
import type { StreamablePromise } from "../stream/streamable-promise.js";
import type { FakeClock } from "./fake-clock.js";

/** What a mocked client can be told besides its own options. */
export interface MockSettings {
  /** True: waits between attempts take as long as they say. Default false: they take no time. */
  readonly realWaits?: boolean | undefined;
  /** The client's time: it passes when `clock.advance(…)` says so. Pauses that a server asks for are then kept, too. */
  readonly clock?: FakeClock | undefined;
}

/** The options of a mocked client: those of the real one, but for how it is connected. */
export type MockOptions<Options> = Omit<Options, ConnectionOption> & MockSettings;

type ConnectionOption = "transport" | "dispatcher" | "proxy" | "socketPath" | "tls" | "http2" | "connections";

/** A client without a network, what it is answered, and what it has sent. */
export interface MockApi<Client, Operations> {
  /** The real client: only the network is missing. */
  readonly client: Client;
  /** What is answered: `mock.pets.get({ petId: 7 }).reply(200, pet)`. */
  readonly mock: MockResources<Client> & CallsUnlessTaken<Client, Operations>;
  /** What was sent, by the operation's function: `calls("getPet")`; one entry for each attempt. */
  readonly calls: CallsOf<Operations>;
  /** The calls for which nothing was declared; each of them has failed. */
  readonly unexpected: readonly Error[];
  /** @throws Error where a call was unexpected, or a declared answer was never asked for */
  verify(): void;
  /** The clock that was given. @throws MockError where none was */
  readonly clock: FakeClock;
  /** Forgets all answers and all calls. */
  clear(): void;
}

/** A client that is answered from a cassette. */
export interface ReplayedApi<Client, Operations> {
  /** The real client: only the network is missing. */
  readonly client: Client;
  /** As of a mock. */
  readonly calls: CallsOf<Operations>;
  /** As of a mock. */
  readonly clock: FakeClock;
  /** The calls that were not recorded; each of them has failed. */
  readonly unexpected: readonly Error[];
  /** @throws Error where a call was not recorded, or a recorded one was not asked for */
  verify(): void;
}

export type CallsOf<Operations> = <Name extends OperationNames<Operations>>(
  name: Name,
) => readonly SentCall<FunctionParams<Operations[Name]>>[];

/** A resource may be called `calls`, too. */
type CallsUnlessTaken<Client, Operations> = "calls" extends keyof Client
  ? unknown
  : { readonly calls: CallsOf<Operations> };

type OperationNames<Operations> = {
  [Name in keyof Operations]: Operations[Name] extends (...args: never[]) => Promise<unknown> ? Name : never;
}[keyof Operations];

/** `(client, params, options?)`, or `(client, options?)` where the operation takes nothing. */
type FunctionParams<Operation> = Operation extends (...args: infer Args) => unknown
  ? 3 extends Args["length"]
    ? NonNullable<Args[1]>
    : NoParams
  : never;

export type MethodParams<Method> = Method extends (...args: infer Args) => unknown
  ? 2 extends Args["length"]
    ? NonNullable<Args[0]>
    : NoParams
  : never;

/** Of an operation that takes nothing. */
export type NoParams = Readonly<Record<string, never>>;

export type MockResources<Client> = {
  readonly [Name in Exclude<keyof Client, keyof ApiClient>]: {
    readonly [Method in keyof Client[Name]]: MockOperation<Client[Name][Method]>;
  };
};

export interface MockOperation<Method> {
  /** Answers calls with these parameters: with all that are named here, whatever the others are. Later ones win. */
  (params?: MatchedParams<MethodParams<Method>>): Answers<ResultOf<Method>>;
  /** What was sent to the operation; one entry for each attempt. */
  readonly calls: readonly SentCall<MethodParams<Method>>[];
}

export type ResultOf<Method> = Method extends (...args: never[]) => infer Result ? Result : never;

/** What a call must have been given; a function decides for itself. */
export type MatchedParams<Params> = PartialDeep<Params> | ((params: Params) => boolean);

export type PartialDeep<T> = T extends object
  ? T extends readonly unknown[] | Date | Blob | Uint8Array | ((...args: never[]) => unknown)
    ? T
    : { readonly [Key in keyof T]?: PartialDeep<T[Key]> | undefined }
  : T;

/** One request as it was sent. */
export interface SentCall<Params> {
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
  /** What the operation's function was given. */
  readonly params: Params;
  /** By their names in lower case; credentials are made up unless the test has given some. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded from what was sent: JSON parsed, forms as `FormData` or `URLSearchParams`, text, bytes; undefined where there is none. */
  readonly body: BodyOf<Params>;
}

type BodyOf<Params> = Params extends { readonly body?: infer Body } ? Body : undefined;

type Parts<Result> =
  Result extends ApiPromise<infer Data, infer Responses, infer Failure>
    ? { readonly data: Data; readonly responses: Responses; readonly failure: Failure }
    : never;

type Item<Result> =
  Result extends StreamablePromise<infer _Data, infer _Responses, infer Each, infer _Failure>
    ? Each
    : Result extends StreamPromise<infer Each, infer _Failure>
      ? Each
      : never;

type Bodies<Responses> = {
  [Status in keyof Responses as Responses[Status] extends ApiStream<unknown>
    ? never
    : StatusNumber<Status>]: Responses[Status];
};

/** A range (`2XX`) and `default` stand for any number. */
type StatusNumber<Status> = Status extends number ? Status : number;

type GivenBody<Data> = Data extends BinaryResponse ? string | Uint8Array : Data;

/** Nothing, where the document declares no body. */
type BodyArguments<Data> = undefined extends Data
  ? [body?: GivenBody<Data>, options?: ReplyOptions]
  : [body: GivenBody<Data>, options?: ReplyOptions];

type FailureStatus<Failure> = Failure extends { readonly status: infer Status extends number } ? Status : never;

/** The bodies declared for this very status; else those of classes that stand for several. */
type FailureBody<Failure, Status> = [ExactBody<Failure, Status>] extends [never]
  ? AnyBody<Failure>
  : ExactBody<Failure, Status> | AnyBody<Failure>;

type ExactBody<Failure, Status> = Failure extends { readonly status: infer Known; readonly body: infer Body }
  ? number extends Known
    ? never
    : Status extends Known
      ? Body
      : never
  : never;

type AnyBody<Failure> = Failure extends { readonly status: infer Known; readonly body: infer Body }
  ? number extends Known
    ? Body
    : never
  : never;

export interface ReplyOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface StreamReplyOptions extends ReplyOptions {
  /** The connection is reset behind the last item. */
  readonly breaks?: boolean | undefined;
}

/** What a test gives as an event: what the server need not say may be left out. */
export type GivenItem<Each> =
  Each extends ServerSentEvent<infer Data, infer Name>
    ? {
        readonly data: Data;
        readonly event?: Name | undefined;
        readonly id?: string | undefined;
        readonly retry?: number | undefined;
      }
    : Each;

/**
 * What is answered, in this order: each call takes the next answer, the last one answers all further calls. So
 * `timeout().reply(200, pet)` fails once, and `reply(200, pet)` alone always answers.
 * Every method throws a `MockError` where the answer is not one that the document declares.
 */
export interface Answers<Result> {
  /** A success that the document declares. */
  reply<Status extends keyof Bodies<Parts<Result>["responses"]>>(
    status: Status,
    ...body: BodyArguments<Bodies<Parts<Result>["responses"]>[Status]>
  ): this;
  /** As `reply`, and it answers one call only, even as the last answer. */
  replyOnce<Status extends keyof Bodies<Parts<Result>["responses"]>>(
    status: Status,
    ...body: BodyArguments<Bodies<Parts<Result>["responses"]>[Status]>
  ): this;
  /** An error that the document declares. */
  error<Status extends FailureStatus<Parts<Result>["failure"]>>(
    status: Status,
    body?: FailureBody<Parts<Result>["failure"], Status>,
    options?: ReplyOptions,
  ): this;
  /** 429 with `Retry-After`, in seconds. */
  rateLimit(options?: { readonly retryAfter?: number | undefined; readonly body?: unknown }): this;
  /** No response comes within `timeout.headers`; no time passes. */
  timeout(): this;
  /** The connection is reset before a response comes. */
  reset(): this;
  /**
   * One page after the other, with status 200; the first again behind the last. What a list says of its end in headers
   * (`Link`, totals) is sent, too; where it ends with an empty page, whoever goes on behind the last gets that.
   */
  pages(bodies: readonly Parts<Result>["data"][]): this;
  /** The items of a stream, then its end. */
  stream(items: readonly GivenItem<Item<Result>>[], options?: StreamReplyOptions): this;
  /** What the document knows nothing of: sent as it is and checked by nobody but the client. */
  undeclared(status: number, body?: string | Uint8Array | object | null, options?: ReplyOptions): this;
}
