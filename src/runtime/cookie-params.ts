import type { Params } from "./address.js";
import type { ParamDescriptor } from "./contract.js";
import type { HeaderRecord } from "./headers.js";
import { requestProblem } from "./request-problem.js";
import { cookieProblem, serializeCookieParam } from "./serialize/cookie.js";
import { headerProblem } from "./serialize/header.js";

/** Behind the cookies that are there. @throws RequestValidationError for a value that no cookie can have */
export function addCookieParams(list: readonly ParamDescriptor[], params: Params, headers: HeaderRecord): void {
  const cookies = headers["cookie"] === undefined ? [] : [headers["cookie"]];
  for (const param of list) {
    const value = Object.hasOwn(params, param.name) ? params[param.name] : undefined;
    const text = serializeCookieParam(param, value);
    if (text === "") continue;
    const problem = cookieProblem(param, value) ?? headerProblem("cookie", text);
    if (problem !== undefined) throw requestProblem(param.name, problem);
    cookies.push(text);
  }
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
}
