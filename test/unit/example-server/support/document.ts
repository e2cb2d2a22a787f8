import { readFileSync } from "node:fs";
import Ajv from "@redocly/ajv/dist/2020.js";
import { load } from "js-yaml";

/** Where the document is. */
export const documentPath = new URL("../../../../fixtures/inkwell.yaml", import.meta.url).pathname;

export interface MediaObject {
  readonly schema?: object;
  readonly example?: unknown;
}

export interface ResponseObject {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, MediaObject>>;
}

export interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary?: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

interface InkwellDocument {
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

// Its shape is checked by the linter in document.test.ts.
export const document = load(readFileSync(documentPath, "utf8")) as InkwellDocument;

export interface DeclaredOperation extends OperationObject {
  readonly method: string;
  readonly path: string;
}

const methods = ["get", "post", "put", "patch", "delete"];

export const operations: readonly DeclaredOperation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => methods.includes(method))
    .map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
);

const ajv = new Ajv.default({ strict: false, allErrors: true });
const formats: Readonly<Record<string, true | RegExp | ((text: string) => boolean)>> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  "json-pointer": /^(\/[^/]*)*$/,
  uri: (text) => URL.canParse(text),
  "uri-reference": (text) => URL.canParse(text, "http://localhost"),
  int32: true,
  int64: true,
  password: true,
  binary: true,
};
for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
ajv.addSchema({ $id: "inkwell", ...document });

const validators = new Map<string, ReturnType<typeof ajv.compile>>();

/** What is wrong with a value, by the schema that a JSON pointer into the document names. */
export function schemaErrors(pointer: string, value: unknown, direction: "request" | "response"): readonly string[] {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `inkwell#${encodeURI(pointer)}` });
  validators.set(pointer, validate);
  if (validate(value)) return [];
  // OpenAPI 3.1 keeps 3.0's rule: what is required of a reader is not required of a writer, and the other way round.
  const excused: readonly unknown[] = direction === "request" ? ["id", "createdAt"] : ["password"];
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== "required" || !excused.includes(error.params.missingProperty))
    .map((error) => `${pointer}: ${error.instancePath} ${error.message}`);
}

export function pointerOf(...keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
