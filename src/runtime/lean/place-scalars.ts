import type { ParamDescriptor } from "../contract.js";
import { propertyOf } from "../error-message.js";
import { addHeaderParam } from "../header-param.js";
import { expectSegment, expectStraight, expectText } from "../path-rules.js";
import { encodeStrict } from "../serialize/encode.js";
import type { ClientFeature } from "./feature.js";
import { missingFeature } from "./missing-feature.js";

/**
 * Writes what nearly all parameters are: single values, and lists in a query. Gives path and query.
 * @throws ConfigurationError for anything else, RequestValidationError for what can't be sent
 */
export const placeScalars: NonNullable<ClientFeature["placeParams"]> = (
  operation,
  params,
  { headers, base, extra },
) => {
  const declared = operation.params ?? [];
  const path = operation.path.replace(/#.*/s, "").replace(/\{([^{}]+)\}/g, (_all, wireName: string) => {
    const param = declared.find((one) => one.in === "path" && (one.wireName ?? one.name) === wireName);
    const { name } = param ?? { name: wireName };
    const value = propertyOf(params, name);
    expectSegment(name, value);
    if (param && isStyled(param)) throw styled(name);
    const segment = encodeStrict(textOf(name, value));
    expectText(name, segment);
    return segment;
  });
  expectStraight(path, "path");
  const pairs = base.query === "" ? [] : [base.query];
  const addPair = (name: string, value: unknown): void => {
    for (const item of [value].flat()) {
      if (item !== undefined && item !== null) pairs.push(`${encodeStrict(name)}=${encodeStrict(textOf(name, item))}`);
    }
  };
  for (const param of declared) {
    const value = propertyOf(params, param.name);
    if (value === undefined || value === null || param.in === "path") continue;
    if (param.in === "query" && !isStyled(param)) addPair(param.wireName ?? param.name, value);
    else if (param.in === "header" && !isStyled(param)) addHeaderParam(headers, param, textOf(param.name, value));
    else throw styled(param.name);
  }
  for (const [name, value] of Object.entries(extra)) addPair(name, value);
  const target = base.path + path || "/";
  return target + (pairs.length === 0 ? "" : (target.includes("?") ? "&" : "?") + pairs.join("&"));
};

/** Descriptors leave out what is the default. */
function isStyled({ style, explode, contentType, allowReserved }: ParamDescriptor): boolean {
  return (style ?? explode ?? contentType ?? allowReserved) !== undefined;
}

function textOf(name: string, value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") throw styled(name);
  return String(value);
}

function styled(name: string): Error {
  return missingFeature(`The parameter \`${name}\``, "Styles");
}
