// RFC 9457, Problem Details for HTTP APIs: https://www.rfc-editor.org/rfc/rfc9457
import type { FieldError } from "./check.js";
import type { Reply } from "./exchange.js";

export interface ProblemInit {
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the values of a body are wrong. */
  readonly errors?: readonly FieldError[];
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  412: "Precondition failed",
  413: "Content too large",
  416: "Range not satisfiable",
  422: "Validation failed",
  429: "Too many requests",
  500: "Internal server error",
  503: "Service unavailable",
};

/** Thrown by handlers; becomes an answer with an `application/problem+json` body. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly init: ProblemInit;

  constructor(status: number, init: ProblemInit = {}) {
    super(init.detail ?? titleOf(status));
    this.status = status;
    this.init = init;
  }

  toReply(requestId: string): Reply {
    const { detail, headers = {}, errors } = this.init;
    const title = titleOf(this.status);
    const body = {
      type: `https://docs.inkwell.example/problems/${title.toLowerCase().replaceAll(" ", "-")}`,
      title,
      status: this.status,
      ...(detail === undefined ? {} : { detail }),
      requestId,
      ...(errors === undefined ? {} : { errors }),
    };
    return {
      status: this.status,
      headers,
      body: { kind: "text", contentType: "application/problem+json", text: JSON.stringify(body) },
    };
  }
}

function titleOf(status: number): string {
  return titles[status] ?? "Something went wrong";
}

export function badRequest(detail: string): HttpProblem {
  return new HttpProblem(400, { detail });
}

export function notFound(what: string): HttpProblem {
  return new HttpProblem(404, { detail: `There is no ${what}.` });
}

export function conflict(detail: string): HttpProblem {
  return new HttpProblem(409, { detail });
}

export function forbidden(detail: string): HttpProblem {
  return new HttpProblem(403, { detail });
}

export function invalid(errors: readonly FieldError[]): HttpProblem {
  const detail = errors.map((error) => `${error.pointer || "the body"} ${error.detail}`).join("; ");
  return new HttpProblem(422, { detail, errors });
}
