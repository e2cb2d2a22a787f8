import { printBy } from "../print-by.js";
import { printError } from "./error-printer.js";
import { printable } from "./protect-error.js";

/** One try of a request. A call has one entry for each, the last one is what the error is about. */
export interface Attempt {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Until the response's headers or the failure. */
  readonly durationMs: number;
  /** Absent where no response came. */
  readonly status?: number;
  /** What went wrong where no response came. */
  readonly error?: string;
  /** How long was waited before this attempt. */
  readonly delayMs?: number;
  /** Where its redirect led, without secrets; the next attempt asked there. */
  readonly location?: string;
}

/** What kind of failure an error is; one per class beside `ApiError`'s subclasses. */
export type SdkErrorKind =
  | "api"
  | "connection"
  | "timeout"
  | "aborted"
  | "response-parse"
  | "response-validation"
  | "request-validation"
  | "token"
  | "pagination"
  | "stream"
  | "configuration"
  | "webhook-validation"
  | "webhook-verification"
  | "unexpected";

/** Which call an error belongs to. */
export interface ErrorContext {
  readonly operationId?: string | undefined;
  readonly method?: string | undefined;
  /** Without credentials. */
  readonly url?: string | undefined;
  readonly requestId?: string | undefined;
  readonly attempts?: readonly Attempt[] | undefined;
  readonly notRetried?: string | undefined;
}

export interface SdkErrorInit extends ErrorContext {
  readonly message: string;
  /** See `SdkError.cursor`. */
  readonly cursor?: string | undefined;
  readonly cause?: unknown;
}

const noAttempts: readonly Attempt[] = [];

/**
 * The base of all errors that the SDK throws.
 *
 * `instanceof` holds for every copy of the runtime: classes are compared by what they are called, not by identity.
 */
export class SdkError extends Error {
  /** What the class is called by all copies of the runtime; a generated class has a name of its own. */
  override readonly name: string = (this.constructor as typeof SdkError).brand;
  readonly kind: SdkErrorKind = "unexpected";
  readonly operationId!: string | undefined;
  readonly method!: string | undefined;
  /** Without credentials; values of query parameters that may be secret are `REDACTED`. */
  readonly url!: string | undefined;
  readonly requestId!: string | undefined;
  readonly attempts!: readonly Attempt[];
  /** Why the request was not sent again, where another attempt might have helped: "the body is a stream …". */
  readonly notRetried!: string | undefined;
  /** Of an error that ends a walk over pages: where the walk can be taken up again, `{ from: cursor }`. It is not logged. */
  readonly cursor: string | undefined;

  constructor(init: SdkErrorInit) {
    super(init.message, init.cause === undefined ? undefined : (init as ErrorOptions));
    for (const key of contextKeys) (this as Context)[key] = init[key];
    this.attempts ??= noAttempts;
    this.cursor = init.cursor;
    printBy(SdkError.prototype, printError);
  }

  /** @internal The name that all copies of the runtime know this class by. */
  static get brand(): string {
    return "SdkError";
  }

  /** True for errors of this class, whichever copy of the runtime made them. */
  static override [Symbol.hasInstance]<Instance>(
    this: abstract new (
      ...args: never[]
    ) => Instance,
    value: unknown,
  ): value is Instance {
    // A generated class has no brand of its own: it exists once, so its prototype chain is enough.
    // biome-ignore lint/complexity/noThisInStatic: the class that `instanceof` names
    return Object.hasOwn(this, "brand") ? isBranded(value, (this as Branded).brand) : super[Symbol.hasInstance](value);
  }

  /** What may be logged: no credentials, no headers. */
  toJSON(): Record<string, unknown> {
    return this.printed();
  }

  /** @internal What all errors may show, and these properties of a class of them. */
  protected printed(...more: readonly string[]): Record<string, unknown> {
    const keys = ["name", "kind", "message", ...contextKeys, ...more];
    return printable(this, Object.fromEntries(keys.map((key) => [key, Reflect.get(this, key)])));
  }
}

/** True for every error that the SDK throws by itself. */
export function isSdkError(error: unknown): error is SdkError {
  return error instanceof SdkError;
}

/** What user code threw, a hook or a middleware, as an error of the SDK. */
export function toSdkError(error: unknown): SdkError {
  if (error instanceof SdkError) return error;
  return new SdkError({ message: error instanceof Error ? error.message : String(error), cause: error });
}

/** Writes into an error of the transport or the decoder which call it belongs to. What it knows already stays. */
export function locateError<Failure extends SdkError>(error: Failure, context: ErrorContext): Failure {
  const target: Context = error;
  for (const key of contextKeys) {
    if (target[key] === undefined || target[key] === noAttempts) target[key] = context[key] ?? target[key];
  }
  return error;
}

const contextKeys = ["operationId", "method", "url", "requestId", "attempts", "notRetried"] as const;

/** The properties are copied by their names, whatever they are. */
type Context = { -readonly [Key in keyof ErrorContext]: unknown };

/** An error of another copy of the runtime says what it is by its classes, as one of this copy does. */
function isBranded(value: unknown, brand: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  // A class without a brand of its own has its parent's, which is as good.
  for (let owner: unknown = value.constructor; typeof owner === "function"; owner = Object.getPrototypeOf(owner)) {
    if ((owner as Branded).brand === brand) return true;
  }
  // A class gives it; what has it as a property of its own may be anything that a server has sent.
  return !Object.hasOwn(value, "extraBrand") && (value as Branded).extraBrand === brand;
}

/** What classes and errors of any copy of the runtime may have. `extraBrand`: more brands than the class chain gives. */
interface Branded {
  readonly brand?: unknown;
  readonly extraBrand?: unknown;
}
