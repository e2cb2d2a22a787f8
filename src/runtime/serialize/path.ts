/** OpenAPI 3.2, 4.12.3 Style Values in a path: `simple`, `label`, `matrix`. https://spec.openapis.org/oas/v3.2.0#style-values */
import type { ParamDescriptor } from "../contract.js";
import { type Encode, encodeReservedPath, encodeStrict } from "./encode.js";
import { isObjectValue, presentEntries, presentItems, printContent, printPrimitive } from "./value.js";

interface PathStyle {
  /** Stands before the first value. */
  readonly prefix: string;
  /** Stands between exploded values. */
  readonly separator: string;
  /** The values carry the parameter's name. */
  readonly named: boolean;
}

const simple: PathStyle = { prefix: "", separator: ",", named: false };
const styles: Readonly<Record<string, PathStyle>> = {
  label: { prefix: ".", separator: ".", named: false },
  matrix: { prefix: ";", separator: ";", named: true },
};

/** What stands in the path for a parameter. The value is neither undefined nor null. */
export function serializePathParam(param: ParamDescriptor, value: unknown): string {
  const encode = param.allowReserved === true ? encodeReservedPath : encodeStrict;
  if (param.contentType !== undefined) return encode(printContent(value, param.contentType));
  const style = styles[param.style ?? "simple"] ?? simple;
  if (typeof value !== "object") return style.prefix + withName(param, style, encode(printPrimitive(value)));
  return serializeStructure(param, value, { style, encode });
}

function serializeStructure(param: ParamDescriptor, value: unknown, how: { style: PathStyle; encode: Encode }): string {
  const { style, encode } = how;
  const explode = param.explode === true;
  if (isObjectValue(value)) {
    const entries = presentEntries(value).map(([name, text]) => [encode(name), encode(text)] as const);
    if (entries.length === 0) return "";
    if (explode) return style.prefix + entries.map((entry) => entry.join("=")).join(style.separator);
    return style.prefix + withName(param, style, entries.flat().join(","));
  }
  if (!Array.isArray(value)) return style.prefix + withName(param, style, encode(printPrimitive(value)));
  if (param.printList !== undefined) return style.prefix + param.printList(value, encode);
  const items = presentItems(value).map(encode);
  if (items.length === 0) return "";
  if (!explode) return style.prefix + withName(param, style, items.join(","));
  return style.prefix + items.map((item) => withName(param, style, item)).join(style.separator);
}

/** RFC 6570 3.2.7: an empty value leaves the name alone, without `=`. */
function withName(param: ParamDescriptor, style: PathStyle, text: string): string {
  if (!style.named) return text;
  const name = encodeStrict(param.wireName ?? param.name);
  return text === "" ? name : `${name}=${text}`;
}
