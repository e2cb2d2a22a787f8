// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { PendingReply } from "./api-promise.js";
import type { Call } from "./call.js";
import { decodeResponse } from "./decode.js";
import { RawResponse } from "./raw-response.js";
import { type ResponseWithData, responseRequestId } from "./response.js";
import type { TransportResponse } from "./transport/transport.js";
import { UnreadBody } from "./unread-body.js";

/** The answer of a call. Its body is decoded once, when it is first asked for. */
export class Reply<Data> implements PendingReply<Data> {
  readonly status: number;
  readonly #call: Call;
  readonly #response: TransportResponse;
  #data: Promise<Data> | undefined;
  #raw: RawResponse | undefined;

  constructor(call: Call, response: TransportResponse) {
    this.status = response.status;
    this.#call = call;
    this.#response = response;
  }

  data(): Promise<Data> {
    this.#data ??= this.#decode();
    return this.#data;
  }

  async withResponse(): Promise<ResponseWithData<Data>> {
    const data = await this.data();
    return {
      data,
      status: this.status,
      headers: this.#response.headers,
      requestId: responseRequestId(this.#response.headers, this.#call.request?.requestId),
      elapsedMs: this.#call.elapsed(),
      url: this.#call.url(),
    };
  }

  raw(): RawResponse {
    this.#raw ??= new RawResponse(this.#call, this.#response);
    return this.#raw;
  }

  async #decode(): Promise<Data> {
    try {
      const data = await decodeResponse(this.#call, this.#response);
      // A body that is handed over ends the call when it has been read.
      if (!(data instanceof UnreadBody)) this.#call.settle();
      // Generated code states `Data` for this very descriptor, and the body has been validated against it.
      return data as Data;
    } catch (error) {
      this.#response.body.discard();
      throw await this.#call.fail(error);
    }
  }
}
