/** What a document may have at each place, as data: the readers of the structure share it. */

/** The objects of OpenAPI by their names in the standard; `component maps` and the like are maps of these. */
export type Kind =
  | "document"
  | "info"
  | "contact"
  | "license"
  | "server"
  | "serverVariable"
  | "paths"
  | "pathItem"
  | "operation"
  | "externalDocs"
  | "parameter"
  | "requestBody"
  | "mediaType"
  | "encoding"
  | "responses"
  | "response"
  | "callback"
  | "example"
  | "link"
  | "header"
  | "tag"
  | "schema"
  | "discriminator"
  | "securityScheme"
  | "flows"
  | "flow"
  | "components";

/** Values without structure of their own. */
export type Scalar = "string" | "boolean" | "number" | "object" | "any" | "type";

/** What a member holds: one thing, a list or a map of them. */
export interface Field {
  readonly holds: "one" | "list" | "map";
  readonly kind: Kind | undefined;
  readonly scalar: Scalar | undefined;
}

/** The members of one kind of object. */
export interface Shape {
  readonly fields: ReadonlyMap<string, Field>;
  /** Members of any other name that is no `$ref` and does not begin with `x-`. */
  readonly rest: Field | undefined;
  /** Whether a `$ref` may stand in its place. */
  readonly isReferable: boolean;
}

export type Shapes = ReadonlyMap<Kind, Shape>;

/** What the member of a name holds, if the standard has it. */
export function fieldOf(shape: Shape, name: string): Field | undefined {
  const field = shape.fields.get(name);
  return field ?? (name === "$ref" || name.startsWith("x-") ? undefined : shape.rest);
}

/** A field as text: `schema`, `schema[]` (a list), `schema{}` (a map). */
type FieldText = `${Kind | Scalar}${"" | "[]" | "{}"}`;

/** A shape as text; `*` stands for all other names. */
export interface ShapeText {
  readonly isReferable?: boolean;
  readonly fields: Readonly<Record<string, FieldText>>;
}

const scalars: ReadonlySet<string> = new Set<Scalar>(["string", "boolean", "number", "object", "any", "type"]);

/** Reads a table of shapes. */
export function readShapes(table: Partial<Record<Kind, ShapeText>>): Shapes {
  const shapes = new Map<Kind, Shape>();
  for (const [name, { isReferable, fields }] of Object.entries(table)) {
    const { "*": rest, ...named } = fields;
    // The keys of the table are kinds, which `Object.entries` forgets.
    shapes.set(name as Kind, {
      fields: new Map(Object.entries(named).map(([key, text]) => [key, readField(text)])),
      rest: rest === undefined ? undefined : readField(rest),
      isReferable: isReferable === true,
    });
  }
  return shapes;
}

function readField(text: FieldText): Field {
  const name = text.replace(/(?:\[\]|\{\})$/, "");
  const holds = text.endsWith("[]") ? "list" : text.endsWith("{}") ? "map" : "one";
  // `FieldText` is made of these two unions only.
  if (scalars.has(name)) return { holds, kind: undefined, scalar: name as Scalar };
  return { holds, kind: name as Kind, scalar: undefined };
}
