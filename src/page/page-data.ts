import { type Code, code } from "../code/code.js";
import { objectKey } from "../code/literal.js";
import { errorRows, typeText } from "../emit/api-page.js";
import { credentialRow, firstCredential } from "../emit/guide-credentials.js";
import { resultType } from "../emit/operation-signature.js";
import { bodyType, mediaResult } from "../emit/operation-types.js";
import { operationStream } from "../emit/stream-types.js";
import { typeExpression } from "../emit/type-expression.js";
import type { Api } from "../model/api.js";
import type { Operation, Response } from "../model/operation.js";
import type { Schema } from "../model/schema.js";
import type { ClientPlan, OperationPlan, ParamPlan, ResourcePlan } from "../plan/client-plan.js";
import { ExampleValues } from "./example-value.js";
import { plainLine, richText } from "./markdown.js";
import { modelFields } from "./model-fields.js";

/** What the page shows, as plain JSON. Every text in it may come from the document: the page shows it as text alone. */
export function pageData(api: Api, plan: ClientPlan): object {
  const entry = new PageEntries(api, plan);
  return {
    title: api.title,
    version: api.version,
    specVersion: api.specVersion,
    about: richText(api.description),
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
      about: richText(scheme.scheme.description),
    })),
    resources: plan.resources.map((resource) => ({
      name: resource.property.text,
      about: richText(resource.description),
      operations: resource.operations.map((operation) => entry.operation(operation, resource)),
    })),
    models: [...api.schemas.values()].map(({ id, schema }) => entry.model(plan.typeOf(id).name.text, schema)),
    errors: plan.errors.map(({ name, status, body, description }) => ({
      name: name.text,
      status,
      body: plan.typeOf(body).name.text,
      about: richText(description),
    })),
    webhooks: (plan.webhooks?.events ?? []).map(({ name, webhook }) => ({
      name,
      about: richText(webhook.summary ?? webhook.description),
      type: webhook.media[0]?.schema ? entry.type(webhook.media[0].schema, false) : "unknown",
    })),
  };
}

class PageEntries {
  readonly #api: Api;
  readonly #plan: ClientPlan;
  readonly #examples: ExampleValues;

  constructor(api: Api, plan: ClientPlan) {
    this.#api = api;
    this.#plan = plan;
    this.#examples = new ExampleValues(api, plan);
  }

  type(schema: Schema, isSent: boolean): string {
    const context = { plan: this.#plan, openEnums: false, binaryInput: isSent };
    return pageText(code`${typeExpression(schema, context)}`);
  }

  operation(entry: OperationPlan, resource: ResourcePlan): object {
    const { operation } = entry;
    const stream = operationStream(entry);
    return {
      method: operation.method,
      path: operation.path,
      name: entry.methodName,
      function: entry.functionName.text,
      module: resource.module.replace(/\.ts$/, ".js"),
      summary: plainLine(operation.summary ?? operation.description),
      about: operation.description === operation.summary ? "" : richText(operation.description),
      deprecated: operation.deprecated,
      params: [...entry.params.map((param) => this.#param(param)), ...this.#bodies(operation)],
      result: typeText(resultType(entry, this.#plan)),
      answers: operation.responses
        .filter(({ isError, status }) => !isError && !status.startsWith("3"))
        .flatMap((response) => this.#answers(response)),
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
      about: richText(parameter.description ?? parameter.schema.description),
    };
  }

  /** One for each media type, and what chooses among several. */
  #bodies({ body }: Operation): readonly object[] {
    if (!body) return [];
    const types = body.media.map(({ mediaType }) => JSON.stringify(mediaType)).join(" | ");
    const choice = {
      name: "contentType",
      in: "chooses the body",
      required: false,
      type: types,
      about: `Default: ${body.media[0]?.mediaType}`,
    };
    const bodies = body.media.map((media, index) => ({
      name: "body",
      in: media.mediaType,
      required: body.required,
      type: pageText(bodyType(media, this.#plan)),
      about: index === 0 ? richText(body.description) : "",
    }));
    return body.media.length > 1 ? [choice, ...bodies] : bodies;
  }

  /** One for each media type, or for the status alone. */
  #answers({ status, description, media }: Response): readonly object[] {
    const about = richText(description);
    if (media.length === 0) return [{ status, mediaType: "no content", type: "undefined", about }];
    return media.map((one, index) => {
      const { mediaType, kind, itemSchema } = one;
      const isStream = kind === "events" || kind === "lines";
      const type = isStream && itemSchema ? this.type(itemSchema, false) : pageText(mediaResult(one, this.#plan));
      return { status, mediaType, type: isStream ? `of each: ${type}` : type, about: index === 0 ? about : "" };
    });
  }

  #call(entry: OperationPlan, resource: ResourcePlan): string {
    const { operation } = entry;
    const given = entry.params
      .filter(({ parameter }) => parameter.required)
      .map(({ name, parameter: { examples, schema } }) => {
        const shown = examples.length > 0 ? { ...schema, examples } : schema;
        return `${objectKey(name)}: ${this.#examples.of(shown)}`;
      });
    const media = operation.body?.media[0];
    if (media && operation.body?.required === true) given.push(`body: ${shortened(this.#examples.of(media.schema))}`);
    const flat = given.length === 0 ? "" : `{ ${given.join(", ")} }`;
    const params = flat.length <= 72 ? flat : `{\n${given.map((line) => `  ${line},\n`).join("")}}`;
    const call = `client.${resource.property.text}.${entry.methodName}(${params})`;
    const stream = operationStream(entry);
    if (stream) return `for await (const item of ${call}${stream.isOnly ? "" : ".stream()"}) console.log(item);`;
    if (operation.pagination) return `for await (const item of ${call}) console.log(item);`;
    return `const result = await ${call};`;
  }

  /** What an object with fields of others is made of. */
  #bases(schema: Schema): string {
    if (schema.kind !== "intersection") return "";
    const parts = schema.members.map((member) => (member.kind === "reference" ? this.type(member, false) : "{ … }"));
    return [...new Set(parts)].join(" & ");
  }

  model(name: string, schema: Schema): object {
    const fields = modelFields(schema, this.#api).map(({ property: { wireName, required, schema: value }, from }) => ({
      name: wireName,
      required,
      type: this.type(value, false),
      about: richText(value.description),
      access: value.access,
      from: from === undefined ? "" : this.#plan.typeOf(from).name.text,
    }));
    const about = schema.description ?? schema.title;
    return {
      name,
      summary: plainLine(about),
      about: /[\n*_`[<]/.test(about?.trim() ?? "") ? richText(about) : "",
      type: fields.length === 0 ? this.type(schema, false) : this.#bases(schema),
      fields,
    };
  }
}

/** Without the comments that types of objects carry. */
function pageText(type: Code): string {
  return typeText(type).replace(/("[^"\\]*(?:\\.[^"\\]*)*")|\/\*\*.*?\*\/ ?/gs, "$1");
}

/** Some bodies have hundreds of properties: the table below leads to them. */
function shortened(text: string): string {
  return text.length <= 1_500 ? text : "{ /* see below */ }";
}
