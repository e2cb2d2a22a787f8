import { addHeaderParams, buildPath, buildQuery, joinQuery, planPath } from "../address.js";
import type { ParamLocation } from "../contract.js";
import { addCookieParams } from "../cookie-params.js";
import type { ClientFeature } from "./feature.js";

/** Parameters of every style, lists and objects everywhere, cookies, and a whole query as one parameter. */
export function withStyles(): ClientFeature {
  return {
    placeParams: (operation, params, { headers, base, extra }) => {
      const at = (location: ParamLocation) => (operation.params ?? []).filter((param) => param.in === location);
      addHeaderParams(at("header"), params, headers);
      addCookieParams(at("cookie"), params, headers);
      const query = buildQuery({ queryParams: at("query"), querystring: at("querystring")[0] }, params, extra);
      return joinQuery(base.path + buildPath(planPath(operation), params), base.query, query);
    },
  };
}
