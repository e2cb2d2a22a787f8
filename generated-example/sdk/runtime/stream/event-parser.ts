// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import { tooLong } from "./too-long.js";

/** An event as it came. */
export interface ParsedEvent {
  /** `message` where the server names none. */
  readonly event: string;
  readonly data: string;
  /** Undefined where this event has none. */
  readonly id: string | undefined;
  readonly retry: number | undefined;
  /** Of its end, from 1 on. */
  readonly line: number;
}

/**
 * Server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream.
 * The text must have lost its byte order mark. `next()` after each `feed()` until it gives undefined. An event that
 * the end of the stream cuts off is none.
 */
export class EventParser {
  /** The latest id; it goes on holding for events without one. */
  lastEventId: string;
  /** Milliseconds that the server asks for before a new connection. */
  retry: number | undefined;
  readonly #maxLength: number;
  #text = "";
  #start = 0;
  /** Where the next CR and LF are; -1 where there is none in this text. */
  #nextCr = -1;
  #nextLf = -1;
  #carry = "";
  /** The last text ended with CR: an LF at the beginning of this one belongs to it. */
  #endedWithCr = false;
  #line = 0;
  #event = "";
  #data: string | undefined;
  #id: string | undefined;
  #retry: number | undefined;

  constructor(maxLength: number, lastEventId: string) {
    this.#maxLength = maxLength;
    this.lastEventId = lastEventId;
  }

  feed(text: string): void {
    if (text === "") return;
    this.#start = this.#endedWithCr && text.startsWith("\n") ? 1 : 0;
    this.#endedWithCr = false;
    this.#text = text;
    this.#nextCr = text.indexOf("\r", this.#start);
    this.#nextLf = text.indexOf("\n", this.#start);
  }

  next(): ParsedEvent | undefined {
    for (let line = this.#nextLine(); line !== undefined; line = this.#nextLine()) {
      this.#line += 1;
      if (line !== "") this.#take(line);
      else if (this.#data === undefined) this.#reset();
      else return this.#dispatch(this.#data);
    }
    return undefined;
  }

  #nextLine(): string | undefined {
    const end = this.#lineEnd();
    const line = this.#text.slice(this.#start, end < 0 ? undefined : end);
    const whole = this.#carry === "" ? line : this.#carry + line;
    if (whole.length + (this.#data?.length ?? 0) > this.#maxLength) {
      throw tooLong("Line", this.#line + 1, this.#maxLength);
    }
    if (end < 0) {
      this.#carry = whole;
      this.#text = "";
      this.#start = 0;
      return undefined;
    }
    this.#carry = "";
    this.#start = end + 1;
    if (end === this.#nextCr) this.#skipLf(end + 1);
    return whole;
  }

  /** The nearer of the two; each is looked for only when it has been passed, so that no text is read twice. */
  #lineEnd(): number {
    if (this.#nextCr >= 0 && this.#nextCr < this.#start) this.#nextCr = this.#text.indexOf("\r", this.#start);
    if (this.#nextLf >= 0 && this.#nextLf < this.#start) this.#nextLf = this.#text.indexOf("\n", this.#start);
    if (this.#nextCr < 0) return this.#nextLf;
    return this.#nextLf < 0 ? this.#nextCr : Math.min(this.#nextCr, this.#nextLf);
  }

  #skipLf(index: number): void {
    if (index === this.#text.length) this.#endedWithCr = true;
    else if (this.#text.charCodeAt(index) === 0x0a) this.#start = index + 1;
  }

  #take(line: string): void {
    const colon = line.indexOf(":");
    // A comment.
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const start = line.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1;
    const value = colon < 0 ? "" : line.slice(start);
    if (name === "data") this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) {
      this.#retry = Number(value);
      this.retry = this.#retry;
    }
  }

  #dispatch(data: string): ParsedEvent {
    const parsed = {
      event: this.#event === "" ? "message" : this.#event,
      data,
      id: this.#id,
      retry: this.#retry,
      line: this.#line,
    };
    this.#reset();
    return parsed;
  }

  #reset(): void {
    if (this.#id !== undefined) this.lastEventId = this.#id;
    this.#event = "";
    this.#data = undefined;
    this.#id = undefined;
    this.#retry = undefined;
  }
}
