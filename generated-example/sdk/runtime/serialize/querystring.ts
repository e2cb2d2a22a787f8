// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** OpenAPI 3.2, 4.12.1 Parameter Locations: `querystring`. https://spec.openapis.org/oas/v3.2.0#parameter-locations */
import type { ParamDescriptor } from "../contract.js";
import { encodeStrict } from "./encode.js";
import { serializeForm } from "./form.js";
import { isAbsent, isObjectValue, printContent } from "./value.js";

/** One parameter is the whole query. */
export function serializeQuerystring(param: ParamDescriptor, value: unknown): string {
  if (isAbsent(value)) return "";
  const contentType = param.contentType ?? "application/x-www-form-urlencoded";
  if (/x-www-form-urlencoded/i.test(contentType) && isObjectValue(value)) return serializeForm(value, undefined);
  return encodeStrict(printContent(value, contentType));
}
