import type { OperationDescriptor } from "../contract.js";
import { declaredAnswer, plainAnswer, streamAnswer } from "./declared-answer.js";
import { emptyPage, pageAnswers, pageAskedFor } from "./declared-pages.js";
import type { Answer } from "./fake-response.js";
import { MockError } from "./mock-error.js";
import type { ReplyOptions, StreamReplyOptions } from "./mock-types.js";

/** The answers to the calls of one declaration, in their order. What `Answers` says of types is checked here by value. */
export class AnswerList {
  readonly #operation: OperationDescriptor;
  readonly #answers: Answer[] = [];
  #next = 0;
  /** What comes behind the last answer: it again, the first again, or nothing. */
  #ending: "repeat" | "restart" | "stop" = "repeat";
  /** What whoever goes on behind the last page is answered, where nothing else tells that it was the last. */
  #end: Answer | undefined;
  /** Which page the first answer was asked for. */
  #begun: unknown;

  constructor(operation: OperationDescriptor) {
    this.#operation = operation;
  }

  /** False for a declaration whose answers have all been given. */
  get hasMore(): boolean {
    return this.#next < this.#answers.length || (this.#answers.length > 0 && this.#ending !== "stop");
  }

  /** The answers that nobody has asked for yet. */
  get unused(): number {
    return Math.max(0, this.#answers.length - this.#next);
  }

  /** The answer to a call with these parameters. */
  take(params: unknown): Answer | undefined {
    const { length } = this.#answers;
    const index = this.#next;
    if (index % length === 0 && this.#ending === "restart") {
      const asked = pageAskedFor(this.#operation.pagination, params);
      if (index > 0 && this.#end !== undefined && asked !== undefined && asked !== this.#begun) return this.#end;
      this.#begun = asked;
    }
    this.#next += 1;
    if (index < length) return this.#answers[index];
    if (this.#ending === "stop") return undefined;
    return this.#ending === "repeat" ? this.#answers[length - 1] : this.#answers[index % length];
  }

  reply(status: number, body?: unknown, options?: ReplyOptions): this {
    return this.#success(status, body, options, "repeat");
  }

  replyOnce(status: number, body?: unknown, options?: ReplyOptions): this {
    return this.#success(status, body, options, "stop");
  }

  error(status: number, body?: unknown, options?: ReplyOptions): this {
    if (status < 400) throw new MockError(`${status} is no error: use .reply(${status}, …)`);
    return this.#add(declaredAnswer(this.#operation, { status, body, options }));
  }

  rateLimit({ retryAfter, body }: { readonly retryAfter?: number; readonly body?: unknown } = {}): this {
    const headers: Record<string, string> = retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` };
    if (body === undefined) return this.#add(plainAnswer(429, undefined, { headers }));
    return this.error(429, body, { headers });
  }

  timeout(): this {
    return this.#add({ kind: "timeout" });
  }

  reset(): this {
    return this.#add({ kind: "reset" });
  }

  pages(bodies: readonly unknown[]): this {
    for (const answer of pageAnswers(this.#operation, bodies)) this.#add(answer, "restart");
    this.#end = emptyPage(this.#operation, bodies.at(-1));
    return this;
  }

  stream(items: readonly unknown[], options: StreamReplyOptions = {}): this {
    return this.#add(streamAnswer(this.#operation, items, options));
  }

  undeclared(status: number, body?: unknown, options?: ReplyOptions): this {
    return this.#add(plainAnswer(status, body, options));
  }

  #success(status: number, body: unknown, options: ReplyOptions | undefined, ending: "repeat" | "stop"): this {
    if (status >= 400) throw new MockError(`${status} is an error: use .error(${status}, …)`);
    return this.#add(declaredAnswer(this.#operation, { status, body, options }), ending);
  }

  #add(answer: Answer, ending: "repeat" | "restart" | "stop" = "repeat"): this {
    this.#answers.push(answer);
    this.#ending = ending;
    return this;
  }
}
