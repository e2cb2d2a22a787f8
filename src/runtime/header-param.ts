import type { ParamDescriptor } from "./contract.js";
import type { HeaderRecord } from "./headers.js";
import { requestProblem } from "./request-problem.js";
import { headerProblem } from "./serialize/header.js";

/** @throws RequestValidationError for a value that no header can have */
export function addHeaderParam(headers: HeaderRecord, param: ParamDescriptor, value: string): void {
  const name = param.wireName ?? param.name;
  const problem = headerProblem(name, value);
  if (problem !== undefined) throw requestProblem(param.name, problem);
  headers[name.toLowerCase()] = value;
}
