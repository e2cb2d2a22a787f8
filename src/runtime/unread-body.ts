import type { Bytes } from "./bytes.js";
import type { OpenCall } from "./call.js";
import type { ResponseHeaders } from "./contract.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import type { ResponseInfo } from "./response.js";
import { readWhole } from "./response-limit.js";
import { charsetOf } from "./response-plan.js";
import { decodeText } from "./text.js";
import type { ResponseBody, TransportResponse } from "./transport/transport.js";

/**
 * A body that was handed to the caller unread. The call lasts until it has been read: the caller's signal still ends
 * it, and errors on the way say which call they belong to.
 */
export class UnreadBody implements ResponseInfo {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly requestId: string | undefined;
  readonly url: string;
  readonly #call: OpenCall;
  readonly #body: ResponseBody;
  #isUsed = false;

  constructor(call: OpenCall, response: TransportResponse) {
    this.status = response.status;
    this.headers = response.headers;
    this.requestId = call.requestIdOf(response.headers);
    this.url = call.url();
    this.#call = call;
    this.#body = response.body;
    call.handOver();
    abandonedBodies().register(this, response.body, this);
  }

  /** @internal For what reads a body over several calls: whose errors they are is decided there. */
  static insides(body: UnreadBody): { readonly call: OpenCall; readonly take: () => ResponseBody } {
    return { call: body.#call, take: () => body.#take() };
  }

  /** The number of bytes to come; undefined where the server doesn't say or where the body is compressed. */
  get size(): number | undefined {
    const length = this.headers.get("content-length");
    return length === undefined || this.headers.has("content-encoding") ? undefined : Number(length);
  }

  /** The media type with its parameters, as the server sent it. */
  get contentType(): string | undefined {
    return this.headers.get("content-type");
  }

  /** The whole body. @throws ConnectionError if it ends too early, ResponseParseError if it is larger than `maxResponseBytes` */
  async bytes(): Promise<Bytes> {
    try {
      const { status, contentType } = this;
      const bytes = await readWhole(this.#take(), { limit: this.#call.maxResponseBytes, status, contentType });
      this.#call.settle();
      return bytes;
    } catch (error) {
      throw await this.#call.fail(error);
    }
  }

  /** The whole body as text, in the charset that the server names. */
  async text(): Promise<string> {
    const { status, contentType } = this;
    const bytes = await this.bytes();
    return this.located(() => decodeText(bytes, { status, contentType, charset: charsetOf(contentType) }));
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.contentType ?? "" });
  }

  /** The body in chunks. Cancelling it closes the connection. */
  stream(): ReadableStream<Bytes> {
    const reader = this.#take().stream().getReader();
    const call = this.#call;
    return new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          call.settle();
          controller.close();
        } catch (error) {
          controller.error(await call.fail(error));
        }
      },
      async cancel(reason) {
        call.settle();
        await reader.cancel(reason);
      },
    });
  }

  /** Lets go of the connection without reading. */
  discard(): void {
    if (this.#isUsed) return;
    this.#take().discard();
    this.#call.settle();
  }

  /** Runs what reads the body once it is there; its errors learn which call they belong to. */
  protected located<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      throw this.#call.locate(error);
    }
  }

  #take(): ResponseBody {
    if (this.#isUsed) throw new ConfigurationError({ message: "The body has been read already: it can be read once" });
    this.#isUsed = true;
    abandonedBodies().unregister(this);
    return this.#body;
  }
}

let registry: FinalizationRegistry<ResponseBody> | undefined;

/** A body that its owner forgot would keep its connection for ever. */
function abandonedBodies(): FinalizationRegistry<ResponseBody> {
  registry ??= new FinalizationRegistry((body) => body.discard());
  return registry;
}
