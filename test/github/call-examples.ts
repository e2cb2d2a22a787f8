import type {
  DocumentedApi,
  DocumentedExample,
  DocumentedOperation,
  DocumentedParameter,
} from "./documented-examples.js";
import { exampleHeader } from "./example-server.js";
import type { GitHub, Operation, Program } from "./program.js";

/** What became of a call: its body is what the document says, or not quite, or refused. */
export type Outcome =
  | { readonly kind: "accepted" }
  | { readonly kind: "drift"; readonly issues: unknown }
  | { readonly kind: "refused"; readonly error: unknown };

export interface ExampleCall {
  readonly name: string;
  readonly example: DocumentedExample;
  /** With the default validation. */
  readonly lenient: Outcome;
  readonly warn: Outcome;
}

interface CallContext {
  readonly api: DocumentedApi;
  readonly github: GitHub;
  readonly program: Program;
}

/** Calls every documented GET operation through the SDK, once an example. */
export async function callEveryExample({ api, github, program }: CallContext): Promise<readonly ExampleCall[]> {
  const functions = new Map(Object.values(program.operations).flatMap((module) => Object.entries(module)));
  const cases = api.operations
    .filter(({ method }) => method === "GET")
    .flatMap((operation) => operation.examples.map((example) => ({ operation, example })));
  return Promise.all(
    cases.map(async ({ operation, example }) => {
      const call = functions.get(functionName(operation));
      if (!call) throw new Error(`no function for ${operation.operationId}`);
      const outcome = (options: object) => outcomeOf(call, { github, operation, example, options });
      const [lenient, warn] = await Promise.all([outcome({}), outcome({ validate: "warn" })]);
      return { name: `${operation.operationId} ${example.name}`, example, lenient, warn };
    }),
  );
}

interface OneCall {
  readonly github: GitHub;
  readonly operation: DocumentedOperation;
  readonly example: DocumentedExample;
  readonly options: object;
}

async function outcomeOf(call: Operation, { github, operation, example, options }: OneCall): Promise<Outcome> {
  let drift: unknown;
  const hooks = { onDrift: (report: unknown) => (drift = report) };
  const headers = { [exampleHeader]: `${example.status} ${example.name}` };
  try {
    const params = operation.parameters.length === 0 ? [] : [requiredParams(operation)];
    await call(github, ...params, { ...options, headers, hooks });
    return drift === undefined ? { kind: "accepted" } : { kind: "drift", issues: drift };
  } catch (error) {
    return { kind: "refused", error };
  }
}

/** contract.md, 3: the camelCased `operationId`. */
function functionName({ operationId }: DocumentedOperation): string {
  return operationId.replace(/[^a-zA-Z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function requiredParams({ parameters }: DocumentedOperation): object {
  return Object.fromEntries(parameters.filter(({ required }) => required).map((item) => [item.name, valueFor(item)]));
}

function valueFor({ schema }: DocumentedParameter): unknown {
  const values: Readonly<Record<string, unknown>> = { integer: 1, number: 1, boolean: true, array: ["octocat"] };
  return schema.enum?.[0] ?? values[schema.type ?? "string"] ?? "octocat";
}
