/** What no value may do to the path that it becomes a part of. Each throws RequestValidationError. */
import { requestProblem } from "./request-problem.js";

/** `.` and `..`, percent-encoded or not: every URL parser on the way would resolve them. */
const dotSegment = /^(?:\.|%2e){1,2}$/i;
const dotSegmentWithin = /(?:^|\/)(?:\.|%2e){1,2}(?=[/?]|$)/i;

/** Before it becomes text. */
export function expectSegment(name: string, value: unknown): void {
  if (value === undefined || value === null) throw requestProblem(name, "is required: it is part of the path");
  if (typeof value === "string" && dotSegment.test(value)) {
    throw requestProblem(name, `can't be ${JSON.stringify(value)}: it would lead to another path`);
  }
}

/** `DELETE /pets/` is not what anybody means who deletes the pet of an empty id. */
export function expectText(name: string, text: string): void {
  if (text === "") throw requestProblem(name, "can't be empty: it is part of the path");
}

/** Of a whole path; `name` is that of a parameter in it. */
export function expectStraight(path: string, name: string): void {
  // Most paths have neither character, which is seen faster than the long expression fails.
  if (/[.%]/.test(path) && dotSegmentWithin.test(path)) {
    throw requestProblem(name, `makes a path that leads elsewhere: ${path}`);
  }
}
