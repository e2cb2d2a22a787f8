import { code } from "../code/code.js";
import { objectKey } from "../code/literal.js";
import { errorRows, typeText } from "../emit/api-page.js";
import { credentialRow, firstCredential } from "../emit/guide-credentials.js";
import { resultType } from "../emit/operation-signature.js";
import { operationStream } from "../emit/stream-types.js";
import { typeExpression } from "../emit/type-expression.js";
import type { Api } from "../model/api.js";
import type { Schema } from "../model/schema.js";
import type { ClientPlan, OperationPlan, ParamPlan, ResourcePlan } from "../plan/client-plan.js";
import { exampleValue } from "./example-value.js";

/** What the page shows, as plain JSON. Every text in it may come from the document: the page shows it as text alone. */
export function pageData(api: Api, plan: ClientPlan): object {
  const entry = new PageEntries(api, plan);
  return {
    title: api.title,
    version: api.version,
    specVersion: api.specVersion,
    about: api.description ?? "",
    className: plan.className.text,
    servers: api.servers.map(({ url }) => url),
    start: [
      `import { ${plan.className.text} } from "./${plan.name.toLowerCase()}/index.js";`,
      "",
      `const client = new ${plan.className.text}(${firstCredential(plan)});`,
    ].join("\n"),
    auth: plan.security.map((scheme) => ({
      ...credentialRow(scheme),
      type: scheme.scheme.type,
      about: scheme.scheme.description ?? "",
    })),
    resources: plan.resources.map((resource) => ({
      name: resource.property.text,
      about: resource.description ?? "",
      operations: resource.operations.map((operation) => entry.operation(operation, resource)),
    })),
    models: [...api.schemas.values()].map(({ id, schema }) => entry.model(plan.typeOf(id).name.text, schema)),
    errors: plan.errors.map(({ name, status, body, description }) => ({
      name: name.text,
      status,
      body: plan.typeOf(body).name.text,
      about: description ?? "",
    })),
    webhooks: (plan.webhooks?.events ?? []).map(({ name, webhook }) => ({
      name,
      about: webhook.summary ?? webhook.description ?? "",
      type: webhook.media[0]?.schema ? entry.type(webhook.media[0].schema, false) : "unknown",
    })),
  };
}

class PageEntries {
  readonly #api: Api;
  readonly #plan: ClientPlan;

  constructor(api: Api, plan: ClientPlan) {
    this.#api = api;
    this.#plan = plan;
  }

  type(schema: Schema, isSent: boolean): string {
    const context = { plan: this.#plan, openEnums: false, binaryInput: isSent };
    return typeText(code`${typeExpression(schema, context)}`);
  }

  operation(entry: OperationPlan, resource: ResourcePlan): object {
    const { operation } = entry;
    const stream = operationStream(entry);
    const body = operation.body?.media[0];
    return {
      method: operation.method,
      path: operation.path,
      name: entry.methodName,
      function: entry.functionName.text,
      module: resource.module.replace(/\.ts$/, ".js"),
      summary: (operation.summary ?? operation.description ?? "").trim().split("\n")[0] ?? "",
      about: operation.description ?? "",
      deprecated: operation.deprecated,
      params: [
        ...entry.params.map((param) => this.#param(param)),
        ...(body
          ? [
              {
                name: "body",
                in: operation.body?.media.map(({ mediaType }) => mediaType).join(", ") ?? "",
                required: operation.body?.required ?? false,
                type: this.type(body.schema, true),
                about: operation.body?.description ?? "",
              },
            ]
          : []),
      ],
      result: typeText(resultType(entry, this.#plan)),
      errors: errorRows(entry.errors),
      pages: operation.pagination ? `${operation.pagination.rule.style} (${operation.pagination.source})` : "",
      stream: stream?.kind ?? "",
      auth: operation.security.map((all) => all.map(({ scheme }) => scheme).join(" and ") || "none"),
      call: this.#call(entry, resource),
    };
  }

  #param({ name, parameter }: ParamPlan): object {
    return {
      name,
      in: parameter.location,
      required: parameter.required,
      type: this.type(parameter.schema, true),
      about: parameter.description ?? parameter.schema.description ?? "",
    };
  }

  #call(entry: OperationPlan, resource: ResourcePlan): string {
    const { operation } = entry;
    const given = entry.params
      .filter(({ parameter }) => parameter.required)
      .map(({ name, parameter: { examples, schema } }) => {
        const shown = examples.length > 0 ? { ...schema, examples } : schema;
        return `${objectKey(name)}: ${exampleValue(shown, this.#api)}`;
      });
    const media = operation.body?.media[0];
    if (media && operation.body?.required === true)
      given.push(`body: ${shortened(exampleValue(media.schema, this.#api))}`);
    const flat = given.length === 0 ? "" : `{ ${given.join(", ")} }`;
    const params = flat.length <= 72 ? flat : `{\n${given.map((line) => `  ${line},\n`).join("")}}`;
    const call = `client.${resource.property.text}.${entry.methodName}(${params})`;
    const stream = operationStream(entry);
    if (stream) return `for await (const item of ${call}${stream.isOnly ? "" : ".stream()"}) console.log(item);`;
    if (operation.pagination) return `for await (const item of ${call}) console.log(item);`;
    return `const result = await ${call};`;
  }

  model(name: string, schema: Schema): object {
    const about = schema.description ?? schema.title ?? "";
    if (schema.kind !== "object" || schema.properties.length === 0)
      return { name, about, type: this.type(schema, false), fields: [] };
    return {
      name,
      about,
      type: "",
      fields: schema.properties.map(({ wireName, required, schema: value }) => ({
        name: wireName,
        required,
        type: this.type(value, false),
        about: value.description ?? "",
        access: value.access,
      })),
    };
  }
}

/** Some bodies have hundreds of properties: the table below has them. */
function shortened(text: string): string {
  return text.length <= 600 ? text : "{}";
}
