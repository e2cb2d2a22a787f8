import { readFileSync } from "node:fs";
import * as z from "zod";

/** What an operation of the document answers, by the document's own words. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly DocumentedParameter[];
  readonly examples: readonly DocumentedExample[];
}

export interface DocumentedExample {
  /** Its name in `examples`. */
  readonly name: string;
  readonly status: number;
  readonly value: unknown;
  /** The response's JSON schema, with references into the document. */
  readonly schema: unknown;
}

export type DocumentedParameter = z.infer<typeof parameter>;

const reference = z.object({ $ref: z.string() });
const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: z.object({ type: z.string().optional(), enum: z.array(z.unknown()).optional() }),
});
const response = z.object({
  content: z
    .record(
      z.string(),
      z.object({ schema: z.unknown().optional(), examples: z.record(z.string(), z.unknown()).optional() }),
    )
    .optional(),
});
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.unknown()).default([]),
  responses: z.record(z.string(), z.unknown()),
});
const root = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }).loose(),
});

const methods = ["get", "put", "post", "delete", "patch", "head", "options"];

/** The operations of an OpenAPI 3.0 document with the examples of their successful JSON responses. */
export class DocumentedApi {
  /** `components.schemas`. */
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly operations: readonly DocumentedOperation[];

  readonly #document: z.infer<typeof root>;

  constructor(file: string) {
    this.#document = root.parse(JSON.parse(readFileSync(file, "utf8")));
    this.schemas = this.#document.components.schemas;
    this.operations = Object.entries(this.#document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => (item[method] === undefined ? [] : this.#operation(method, path, item[method]))),
    );
  }

  #operation(method: string, path: string, value: unknown): DocumentedOperation {
    const { operationId, parameters, responses } = operation.parse(value);
    const successful = Object.entries(responses).filter(([status]) => status.startsWith("2"));
    return {
      operationId,
      method: method.toUpperCase(),
      path,
      parameters: parameters.map((item) => parameter.parse(this.#resolve(item))),
      examples: successful.flatMap(([status, item]) => this.#examples(Number(status), item)),
    };
  }

  #examples(status: number, value: unknown): readonly DocumentedExample[] {
    const { content } = response.parse(this.#resolve(value));
    const json = content?.["application/json"];
    return Object.entries(json?.examples ?? {}).map(([name, item]) => {
      const { value: body } = z.object({ value: z.unknown() }).parse(this.#resolve(item));
      return { name, status, value: body, schema: json?.schema };
    });
  }

  #resolve(value: unknown): unknown {
    const parsed = reference.safeParse(value);
    if (!parsed.success) return value;
    const keys = parsed.data.$ref.replace(/^#\//, "").split("/");
    return keys.reduce<unknown>((node, key) => {
      const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
      return z.record(z.string(), z.unknown()).parse(node)[name];
    }, this.#document);
  }
}
