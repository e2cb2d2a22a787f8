import { type SdkError, toSdkError } from "./errors/sdk-error.js";
import type { RawResponse } from "./raw-response.js";
import type { ResponseWithData } from "./response.js";

/** What `safe()` gives: the declared bodies by status, or the error. */
export type SafeResult<Data, Responses extends object, Failure> =
  | SafeSuccess<Data, Responses>
  | { readonly ok: false; readonly error: Failure | SdkError };

/** One member for each declared status of success. */
export type SafeSuccess<Data, Responses extends object> = [keyof Responses] extends [never]
  ? { readonly ok: true; readonly status: number; readonly data: Data }
  : {
      [Status in keyof Responses]: {
        readonly ok: true;
        readonly status: Status extends number ? Status : number;
        readonly data: Responses[Status];
      };
    }[keyof Responses];

/**
 * What is given of the `Results` by media type: that of the `Accept` that is sent, or any of them where it is not plain which.
 * What arrives is read by its own content type, whatever was asked for.
 */
export type Accepted<Results, Accept extends string> = [Extract<Accept, keyof Results>] extends [never]
  ? Results[keyof Results]
  : Results[Extract<Accept, keyof Results>];

/** Where the answer of a call comes from. The client makes it. */
export interface PendingReply<Data> {
  readonly status: number;
  /** A promise only where the body has not all come. */
  data(): Data | Promise<Data>;
  withResponse(): Promise<ResponseWithData<Data>>;
  raw(): RawResponse;
}

/** The result of an operation. The request has started; the body is read when the promise is first used. */
export class ApiPromise<
  Data,
  Responses extends object = Record<number, Data>,
  Failure = SdkError,
  HeaderValues extends object = object,
> implements Promise<Data>
{
  readonly #reply: Promise<PendingReply<Data>>;
  #data: Promise<Data> | undefined;

  constructor(reply: Promise<PendingReply<Data>>) {
    this.#reply = reply;
  }

  /** @internal Where a promise takes its answer from: for other kinds of results that are made of it. */
  static replyOf<Data, Responses extends object, Failure>(
    promise: ApiPromise<Data, Responses, Failure>,
  ): Promise<PendingReply<Data>> {
    return promise.#reply;
  }

  get [Symbol.toStringTag](): string {
    return "ApiPromise";
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then<Result = Data, Rejection = never>(
    onFulfilled?: ((data: Data) => Result | PromiseLike<Result>) | null,
    onRejected?: ((error: unknown) => Rejection | PromiseLike<Rejection>) | null,
  ): Promise<Result | Rejection> {
    return this.#read().then(onFulfilled, onRejected);
  }

  catch<Rejection = never>(
    onRejected?: ((error: unknown) => Rejection | PromiseLike<Rejection>) | null,
  ): Promise<Data | Rejection> {
    return this.#read().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Data> {
    return this.#read().finally(onFinally);
  }

  /** The body together with status, headers, request id and time. */
  async withResponse(): Promise<ResponseWithData<Data, HeaderValues>> {
    // Generated code states `HeaderValues` for the very headers that the descriptor declares.
    return (await (await this.#reply).withResponse()) as ResponseWithData<Data, HeaderValues>;
  }

  /** The answer as it came, unread, whatever its status. */
  async raw(): Promise<RawResponse> {
    return (await this.#reply).raw();
  }

  /** Never throws: what went wrong is a value. `status` narrows `data` to what the document declares for it. */
  async safe(): Promise<SafeResult<Data, Responses, Failure>> {
    try {
      const reply = await this.#reply;
      const data = await this.#read();
      // `Responses` has a member for this status, because the document declares it; the compiler can't know that.
      return { ok: true, status: reply.status, data } as unknown as SafeSuccess<Data, Responses>;
    } catch (error) {
      return { ok: false, error: toSdkError(error) };
    }
  }

  #read(): Promise<Data> {
    this.#data ??= this.#reply.then(readData);
    return this.#data;
  }
}

function readData<Data>(reply: PendingReply<Data>): Data | Promise<Data> {
  return reply.data();
}
