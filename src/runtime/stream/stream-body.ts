import { BinaryResponse } from "../binary.js";
import type { OpenCall } from "../call.js";
import { applyVerdict, checkValue } from "../check-value.js";
import type { RuntimeClock } from "../clock.js";
import type { ResponseMediaDescriptor, SchemaThunk } from "../contract.js";
import { jsonParser } from "../json.js";
import type { ChosenMedia } from "../response-plan.js";
import type { TransportResponse } from "../transport/transport.js";
import { validateReceived } from "../validate.js";
import type { OpenStreams } from "./open-streams.js";

const maxDrainBytes = 65_536;
const maxDrainMs = 1_000;

/** The body of a stream before anything reads it. The readers of server-sent events and JSON Lines are made for it. */
export class StreamBody extends BinaryResponse {
  readonly media: ResponseMediaDescriptor;
  readonly charset: string | undefined;
  /** The server's content type is one that the document has. */
  readonly isDeclared: boolean;
  readonly #call: OpenCall;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #isReleased = false;
  /** Reading it has failed, and the call has ended with that. */
  #hasFailed = false;

  constructor(call: OpenCall, response: TransportResponse, { media, charset, isDeclared }: ChosenMedia) {
    super(call, response);
    this.media = media;
    this.charset = charset;
    this.isDeclared = isDeclared;
    this.#call = call;
    call.staysOpen();
  }

  /** True once `release()` was called. */
  get isReleased(): boolean {
    return this.#isReleased;
  }

  /** Of the client. */
  get openStreams(): OpenStreams {
    return this.#call.openStreams;
  }

  /** Of the client. */
  get clock(): RuntimeClock {
    return this.#call.clock;
  }

  /** The next bytes; undefined at the end, and after `release()`. */
  async read(): Promise<Uint8Array | undefined> {
    this.#reader ??= this.stream().getReader();
    try {
      return (await this.#reader.read()).value;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  /** Frees the connection at once. Of no effect on a body that has ended. */
  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#reader ??= this.stream().getReader();
    // A body that has failed says so again.
    await this.#reader.cancel().catch(() => undefined);
  }

  /** The rest is not wanted, but is most likely nothing but the end: waits for it a little, to keep the connection. */
  async drain(): Promise<void> {
    const timer = setTimeout(() => this.release(), maxDrainMs);
    try {
      for (let size = 0; size < maxDrainBytes; ) {
        const chunk = await this.read();
        if (chunk === undefined) break;
        size += chunk.byteLength;
      }
    } catch {
      // Nobody waits for it.
    } finally {
      clearTimeout(timer);
      await this.release();
    }
  }

  /** @throws SyntaxError where the text is no JSON */
  parse(schema: SchemaThunk | undefined, text: string): unknown {
    return (jsonParser(this.#call.values, schema) ?? JSON.parse)(text);
  }

  /** @throws ResponseValidationError where the value is not what the document says */
  check(schema: SchemaThunk | undefined, value: unknown, line: number): unknown {
    return checkValue(this.#call, schema, { value, status: this.status, line });
  }

  /** True where the value is what the document says, whatever the mode. */
  accepts(schema: SchemaThunk | undefined, value: unknown): boolean {
    const verdict = validateReceived(schema, value, "lenient", this.#call.values);
    return verdict !== undefined && verdict.kind !== "invalid";
  }

  /**
   * Lets a value pass that the document has no word for, and tells of it, as the mode says.
   * @throws ResponseValidationError where the mode is strict
   */
  passUnknown(value: unknown, message: string, line: number): unknown {
    const mode = this.#call.validation.response;
    const issues = [{ path: [], message, code: "unknown_event" }];
    const received = { value, status: this.status, line };
    if (mode === "off") return value;
    return applyVerdict(this.#call, { kind: mode === "strict" ? "invalid" : "drift", value, issues }, received);
  }

  /** Says of an error which call it belongs to, and ends that. */
  async fail(error: unknown): Promise<unknown> {
    return this.#hasFailed ? error : this.#call.fail(error);
  }

  /** Says of an error that does not end the call which one it belongs to. */
  locate(error: unknown): unknown {
    return this.#call.locate(error);
  }
}
