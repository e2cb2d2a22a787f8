import { type LiteralValue, objectKey, stringLiteral } from "../code/literal.js";
import type { OutputFile } from "../code/module.js";
import type { Api } from "../model/api.js";
import type { Parameter } from "../model/operation.js";
import type { ClientPlan, OperationPlan, ResourcePlan } from "../plan/client-plan.js";
import type { EmitOptions, Emitter } from "./emitter.js";
import { globalsGuide } from "./globals.js";
import { credentialGuide, firstCredential } from "./guide-credentials.js";
import { filesGuide } from "./guide-files.js";
import { testingGuide } from "./guide-testing.js";
import { moduleSpecifier } from "./package-layout.js";
import { operationStream } from "./stream-types.js";

/** `README.md`: how to use this very SDK, with the names of its document. */
export const emitGuide: Emitter = ({ api, plan, options }): readonly OutputFile[] => {
  const shown = showcase(plan.resources);
  // Whoever only receives webhooks calls nothing.
  const calls = shown
    ? [
        {
          ...usage(plan, shown, options),
          defaultServer: api.servers[0]?.url ?? "none: it must be given",
          validation: validation(plan),
        },
      ]
    : [];
  const values = {
    ...about(api, options),
    usage: calls,
    ...reference(plan),
    clientParams: globalsGuide(plan),
    lists: lists(plan),
    streams: streams(plan),
    webhooks: webhooks(plan),
    files: filesGuide(api),
    testing: testingGuide(plan, options, exampleParams),
    openapiTypes: openapiTypesGuide(api, options),
  };
  return [{ kind: "template", path: "README.md", template: "sdk-readme.md.hbs", values }];
};

type Values = Readonly<Record<string, LiteralValue>>;

interface Showcase {
  readonly resource: ResourcePlan;
  readonly operation: OperationPlan;
}

/** The operation that says most in one line: a GET of one thing, which may not be there; or a GET that needs little. */
function showcase(resources: readonly ResourcePlan[]): Showcase | undefined {
  const all = resources.flatMap((resource) => resource.operations.map((operation) => ({ resource, operation })));
  const reads = all.filter(({ operation }) => operation.operation.method === "GET" && !operation.operation.deprecated);
  const one = reads.find(({ operation }) => required(operation).length === 1 && operation.errors.length > 0);
  return one ?? reads.find(({ operation }) => required(operation).length <= 1) ?? reads[0] ?? all[0];
}

function about(api: Api, { transport, package: settings }: EmitOptions): Values {
  const packages = transport === "undici" ? ["undici", "zod"] : ["zod"];
  return {
    title: api.title,
    version: api.version,
    paragraphs: (api.description ?? "")
      .split(/\n\s*\n/)
      .filter((text) => /^\w/.test(text.trim()))
      .slice(0, 1),
    packages: packages.join(" and "),
    packageNames: settings
      ? settings.name
      : packages.map((name) => (name === "undici" ? "undici@7" : "zod@4")).join(" "),
    index: moduleSpecifier(settings, "index.ts"),
    clientModule: moduleSpecifier(settings, "client.ts"),
  };
}

function usage(plan: ClientPlan, { resource, operation }: Showcase, options: EmitOptions): Values {
  const params = exampleParams(operation);
  const call = `await client.${resource.property.text}.${operation.methodName}(${params});`;
  const args = params === "" ? "client" : `client, ${params}`;
  return {
    className: plan.className.text,
    firstOptions: firstCredential(plan),
    calls: [`const result = ${call}`],
    functionName: operation.functionName.text,
    functionModule: moduleSpecifier(options.package, resource.module),
    functionCall: `const result = await ${operation.functionName.text}(${args});`,
    functionCallOnClient: call,
  };
}

/** What the option may be, and what holds without it. */
function validation({ validation: { request, response, hasSchemas } }: ClientPlan): Values {
  // A list, of which the template knows the end: it has no other conditions.
  return { request, response, limits: hasSchemas ? [] : ["schemas"] };
}

function reference(plan: ClientPlan): Values {
  return {
    authentication: credentialGuide(plan),
    errors:
      plan.errors.length === 0 ? [] : [{ rows: plan.errors.map(({ name, status }) => ({ name: name.text, status })) }],
    resources: plan.resources.map(({ property, operations }) => ({
      property: property.text,
      methods: methodNames(operations),
    })),
  };
}

/** The first ones: api.md has all. */
function methodNames(operations: readonly OperationPlan[]): string {
  const shown = operations.slice(0, 8).map(({ methodName }) => methodName);
  const more = operations.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

/** One section, or none: with the list that needs least to be called. */
function lists({ resources }: ClientPlan): readonly Values[] {
  const all = resources.flatMap((resource) =>
    resource.operations
      .filter((operation) => operation.operation.pagination && !operationStream(operation))
      .map((operation) => ({ resource, operation })),
  );
  const shown = all.toSorted((a, b) => required(a.operation).length - required(b.operation).length)[0];
  if (!shown) return [];
  const { resource, operation } = shown;
  return [{ call: `client.${resource.property.text}.${operation.methodName}(${exampleParams(operation)})` }];
}

/** One section, or none. */
function streams({ resources }: ClientPlan): readonly Values[] {
  for (const resource of resources) {
    for (const operation of resource.operations) {
      const stream = operationStream(operation);
      if (!stream) continue;
      const start = `client.${resource.property.text}.${operation.methodName}(${exampleParams(operation)})`;
      return [
        {
          call: stream.isOnly ? start : `${start}.stream()`,
          item: stream.kind === "events" ? "{ event, data, id }" : "item",
        },
      ];
    }
  }
  return [];
}

/** One section, or none. */
function webhooks({ webhooks: plan }: ClientPlan): readonly Values[] {
  const [first] = plan?.events ?? [];
  if (!plan || !first) return [];
  const header = plan.signature?.type === "hmac" ? plan.signature.header : undefined;
  return [
    {
      unwrap: plan.unwrapName.text,
      verify: plan.verifyName.text,
      parse: plan.parseName.text,
      event: stringLiteral(first.name),
      signing:
        header === undefined
          ? "By default the signature is that of Standard Webhooks; the option scheme names another one."
          : `The signature is the HMAC in the header ${header}; the option scheme names another one.`,
      rows: plan.events.map(({ name, webhook }) => ({ name, summary: firstLine(webhook.summary) })),
    },
  ];
}

/** One section, or none. */
function openapiTypesGuide({ servers }: Api, { openapiTypes, package: settings }: EmitOptions): readonly Values[] {
  if (openapiTypes !== true) return [];
  return [{ module: moduleSpecifier(settings, "openapi.ts"), baseUrl: servers[0]?.url ?? "https://…" }];
}

function firstLine(text: string | undefined): string {
  return text?.trim().split("\n")[0] ?? "";
}

function required({ operation }: OperationPlan): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.required);
}

function exampleParams({ operation, params }: OperationPlan): string {
  const given = params
    .filter(({ parameter }) => parameter.required)
    .map(({ parameter, name }) => `${objectKey(name)}: ${exampleValue(parameter)}`);
  const all = operation.body?.required === true ? [...given, "body"] : given;
  return all.length === 0 ? "" : `{ ${all.join(", ")} }`;
}

function exampleValue({ schema, examples }: Parameter): string {
  const [example] = [...examples, ...schema.examples];
  if (typeof example === "string") return stringLiteral(example);
  if (typeof example === "number" || typeof example === "boolean") return String(example);
  return schema.kind === "numeric" ? "1" : schema.kind === "boolean" ? "true" : '"…"';
}
