import type { ApiErrorInit, ResponseHeaders } from "../contract.js";
import { SdkError, type SdkErrorKind } from "./sdk-error.js";
import { statusClassName } from "./status-class-name.js";

/** The server answered with a status that is an error. `body` is typed where the document declares it. */
export class ApiError<Body = unknown> extends SdkError {
  override readonly kind: SdkErrorKind = "api";
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Parsed by its content type; the text as it came where it is not what the document says. */
  readonly body: Body;

  constructor(init: ApiErrorInit<Body>) {
    super(init);
    this.status = init.status;
    this.headers = init.headers;
    this.body = init.body;
  }

  static override get brand(): string {
    return "ApiError";
  }

  /** @internal A 404 is a `NotFoundError`, whichever class the document's `default` response made it. */
  protected get extraBrand(): string | undefined {
    return statusClassName(this.status);
  }

  override toJSON(): Record<string, unknown> {
    return this.printed("status", "body");
  }
}

/** True for an answer of the server that is an error; with `status`, only for that one. */
export function isApiError<Body = unknown, Status extends number = number>(
  error: unknown,
  status?: Status,
): error is ApiError<Body> & { readonly status: Status } {
  return error instanceof ApiError && (status === undefined || error.status === status);
}
