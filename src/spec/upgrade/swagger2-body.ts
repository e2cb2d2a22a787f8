/** Swagger 2.0, `in: body` and `in: formData`: https://swagger.io/specification/v2/#parameter-object */
import { childPointer, type JsonPointer } from "../../diagnostics/origin.js";
import { type Draft, type JsonObject, setOwn } from "../json.js";
import type { Conversion } from "./swagger2-conversion.js";
import { hasFile, listStyle, reportFormat, valueSchema } from "./swagger2-parameter.js";

/** A body or form parameter with the place it was declared at. */
export interface BodyParameter {
  readonly parameter: JsonObject;
  readonly former: JsonPointer;
}

export interface BodyPlace {
  /** Where the request body stands. */
  readonly pointer: JsonPointer;
  readonly consumes: readonly string[];
  readonly conversion: Conversion;
}

/** The request body that body or form parameters make; undefined where there are none. */
export function convertBody(parameters: readonly BodyParameter[], place: BodyPlace): Draft | undefined {
  const bodies = parameters.filter(({ parameter }) => parameter["in"] === "body");
  const form = parameters.filter(({ parameter }) => parameter["in"] === "formData");
  const [body] = bodies;
  for (const { former } of body === undefined ? [] : [...bodies.slice(1), ...form]) {
    place.conversion.diagnostics.report("spec/several-bodies", place.conversion.originOf(former), {});
  }
  if (body !== undefined) return plainBody(body, place);
  return form.length === 0 ? undefined : formBody(form, place);
}

function plainBody({ parameter, former }: BodyParameter, place: BodyPlace): Draft {
  const { rewrites } = place.conversion;
  const { name: _name, in: _in, schema, ...rest } = parameter;
  const types = place.consumes.length > 0 ? place.consumes : ["application/json"];
  rewrites.add(place.pointer, { pointer: former });
  for (const type of types) rewrites.add(childPointer(place.pointer, "content", type), { pointer: former });
  return { ...rest, content: Object.fromEntries(types.map((type) => [type, { schema: schema ?? {} }])) };
}

const formTypes: ReadonlySet<string> = new Set(["multipart/form-data", "application/x-www-form-urlencoded"]);

function formBody(form: readonly BodyParameter[], place: BodyPlace): Draft {
  const isFile = hasFile(form.map(({ parameter }) => parameter));
  const declared = place.consumes.filter((type) => formTypes.has(type) && !(isFile && type.endsWith("urlencoded")));
  const fallback = isFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const types = declared.length > 0 ? declared : [fallback];
  const schema = formSchema(form);
  const encoding = formEncoding(form);
  const mediaType = { schema, ...(Object.keys(encoding).length === 0 ? {} : { encoding }) };
  for (const { parameter, former } of form) reportFormat(parameter, { ...place, former });
  for (const type of types) noteOrigins(form, childPointer(place.pointer, "content", type), place.conversion);
  const isRequired = form.some(({ parameter }) => parameter["required"] === true);
  return {
    ...(isRequired ? { required: true } : {}),
    content: Object.fromEntries(types.map((type) => [type, mediaType])),
  };
}

function formSchema(form: readonly BodyParameter[]): Draft {
  const properties: Draft = {};
  const required: string[] = [];
  for (const { parameter } of form) {
    const { name, description } = parameter;
    if (typeof name !== "string") continue;
    const text = description === undefined ? {} : { description };
    setOwn(properties, name, { ...text, ...valueSchema(parameter), ...extensions(parameter) });
    if (parameter["required"] === true) required.push(name);
  }
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }) };
}

function extensions(parameter: JsonObject): Draft {
  return Object.fromEntries(Object.entries(parameter).filter(([key]) => key.startsWith("x-")));
}

function formEncoding(form: readonly BodyParameter[]): Draft {
  const encoding: Draft = {};
  for (const { parameter } of form) {
    const style = listStyle(parameter);
    if (typeof parameter["name"] === "string" && "style" in style) setOwn(encoding, parameter["name"], style);
  }
  return encoding;
}

function noteOrigins(form: readonly BodyParameter[], at: JsonPointer, { rewrites }: Conversion): void {
  for (const { parameter, former } of form) {
    if (typeof parameter["name"] !== "string") continue;
    rewrites.add(childPointer(at, "schema", "properties", parameter["name"]), { pointer: former });
  }
}
