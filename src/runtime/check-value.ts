import type { OpenCall } from "./call.js";
import type { SchemaThunk } from "./contract.js";
import { ResponseParseError } from "./errors/response-parse-error.js";
import { ResponseValidationError } from "./errors/response-validation-error.js";
import { printIssues } from "./errors/validation-issue.js";
import { reportDrift } from "./report-drift.js";
import { type Verdict, validateReceived } from "./validate.js";

export interface Received {
  readonly value: unknown;
  readonly status: number;
  /** Of a stream: the line. */
  readonly line?: number | undefined;
}

/**
 * A value that the server sent, seen through the call's mode.
 * @throws ResponseValidationError where it is not what the document says
 */
export function checkValue(call: OpenCall, schema: SchemaThunk | undefined, received: Received): unknown {
  return applyVerdict(call, verdictOf(call, schema, received), received);
}

function verdictOf(call: OpenCall, schema: SchemaThunk | undefined, { value, status, line }: Received): Verdict {
  const verdict = validateReceived(schema, value, call.validation.response, call.values);
  if (verdict !== undefined) return verdict;
  const message = `The response to ${call.operation.id} nests too deep to be checked`;
  throw new ResponseParseError({ message, status, contentType: undefined, excerpt: "", line });
}

/** @throws ResponseValidationError where the verdict is that the value is invalid */
export function applyVerdict(call: OpenCall, verdict: Verdict, { value, status, line }: Received): unknown {
  if (verdict.kind === "valid") return verdict.value;
  const { issues } = verdict;
  if (verdict.kind === "invalid") {
    const what = line === undefined ? "The response" : `Line ${line} of the response`;
    const message = `${what} to ${call.operation.id} is not what the document says: ${printIssues(issues)}`;
    throw new ResponseValidationError({ message, issues, status, body: value, line });
  }
  reportDrift({ operation: call.operation, call }, { direction: "response", status, issues });
  return verdict.value;
}
