import type { LiteralValue } from "../code/literal.js";
import type { Schema, SchemaId } from "../model/schema.js";
import type { ClientPlan, OperationPlan, ResourcePlan } from "../plan/client-plan.js";
import type { EmitOptions } from "./emitter.js";
import { moduleSpecifier } from "./package-layout.js";

type Values = Readonly<Record<string, LiteralValue>>;

interface Mocked {
  readonly resource: ResourcePlan;
  readonly operation: OperationPlan;
  /** Of its first success. */
  readonly status: number;
  /** The schema of its body, where that has a name. */
  readonly schema: SchemaId | undefined;
}

/**
 * The guide's section on tests, or none where there is nothing to call: with an operation whose answer is a named schema, so
 * that a fixture of it can be shown; or with one that answers nothing.
 */
export function testingGuide(
  plan: ClientPlan,
  options: EmitOptions,
  exampleParams: (operation: OperationPlan) => string,
): readonly Values[] {
  const shown = mocked(plan);
  if (!shown) return [];
  const { resource, operation, status, schema } = shown;
  const mock = `mock${plan.className.text}`;
  // A GET is sent again when it is late. What others send, a mock may leave open.
  const isRead = operation.operation.method === "GET";
  const params = isRead ? exampleParams(operation) : "";
  const { text } = operation.functionName;
  const answer = schema === undefined ? `${status}` : `${status}, fixture.${fixtureName(plan, schema)}()`;
  return [
    {
      mock,
      imported: schema === undefined ? mock : `fixture, ${mock}`,
      module: moduleSpecifier(options.package, "testing.ts"),
      declaration: `api.mock.${resource.property.text}.${operation.methodName}(${params})${isRead ? ".timeout()" : ""}.reply(${answer});`,
      retried: isRead ? [{}] : [],
      sent: `api.calls(${JSON.stringify(text)})`,
      msw:
        options.msw === true
          ? [{ module: moduleSpecifier(options.package, "testing.msw.ts"), handlers: `msw${plan.className.text}` }]
          : [],
      fixtures:
        schema === undefined ? [] : [{ name: plan.typeOf(schema).name.text, fixture: fixtureName(plan, schema) }],
    },
  ];
}

function mocked({ resources }: ClientPlan): Mocked | undefined {
  const all = resources.flatMap((resource) =>
    resource.operations.flatMap((operation) => mockedBy(resource, operation)),
  );
  const rank = ({ operation, schema }: Mocked) =>
    (schema === undefined ? 100 : 0) +
    (operation.operation.method === "GET" ? 0 : 10) +
    (takesLittle(operation) ? 0 : 1);
  return all.toSorted((a, b) => rank(a) - rank(b))[0];
}

function mockedBy(resource: ResourcePlan, operation: OperationPlan): readonly Mocked[] {
  const success = operation.operation.responses.find(({ isError, status }) => !isError && /^2\d\d$/.test(status));
  if (!success || operation.operation.deprecated) return [];
  const [media] = success.media;
  const status = Number(success.status);
  if (!media) return [{ resource, operation, status, schema: undefined }];
  const schema = media.kind === "json" && media.schema ? namedBy(media.schema) : undefined;
  return schema === undefined ? [] : [{ resource, operation, status, schema }];
}

function namedBy(schema: Schema): SchemaId | undefined {
  return schema.kind === "reference" ? schema.target : undefined;
}

/** One thing by its id says most. */
function takesLittle({ operation }: OperationPlan): boolean {
  return operation.parameters.filter(({ required }) => required).length === 1;
}

/** `fixture` has its names from those of the schemas. */
function fixtureName(plan: ClientPlan, id: SchemaId): string {
  const { text } = plan.typeOf(id).name;
  return text.charAt(0).toLowerCase() + text.slice(1);
}
