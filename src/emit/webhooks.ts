import { type Code, call, code, literal, objectCode, typeProperty } from "../code/code.js";
import type { ConstDecl, Declaration, FunctionDecl, InterfaceDecl } from "../code/declaration.js";
import type { DocTag } from "../code/doc-comment.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { GlobalSymbol } from "../code/symbol.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { EventPlan, WebhooksPlan } from "../plan/plan-webhooks.js";
import { typedValues } from "./client.js";
import type { Emitter } from "./emitter.js";
import { typeExpression } from "./type-expression.js";
import { zodExpression } from "./zod-expression.js";

const descriptors = new Identifier("webhooks");
const scheme = new Identifier("scheme");
const promise = new GlobalSymbol(new Identifier("Promise"));
const bytes = new GlobalSymbol(new Identifier("Uint8Array"));

/** `webhooks.ts`: the payloads that the API sends, and how they are read and trusted. */
export const emitWebhooks: Emitter = ({ api, plan }): readonly OutputFile[] => {
  const { webhooks } = plan;
  if (!webhooks) return [];
  return [
    {
      kind: "module",
      path: "webhooks.ts",
      summary: `What ${api.title} sends by itself: its webhooks and callbacks.`,
      declarations: [
        eventsDeclaration(webhooks, plan),
        descriptorsDeclaration(webhooks, plan),
        ...schemeDeclaration(webhooks, plan),
        guardFunction(webhooks, plan),
        parseFunction(webhooks, plan),
        verifyFunction(webhooks, plan),
        unwrapFunction(webhooks, plan),
      ],
      reExports: [],
    },
  ];
};

function eventsDeclaration({ eventsName, events }: WebhooksPlan, plan: ClientPlan): InterfaceDecl {
  return {
    kind: "interface",
    name: eventsName,
    exported: true,
    doc: { text: "The payloads by the name of their event." },
    heritage: [],
    members: events.map((event) => ({
      doc: { text: eventText(event), tags: event.webhook.deprecated ? deprecated : [] },
      code: code`readonly ${eventProperty(event, plan)};`,
    })),
  };
}

/** A name is a text, also where it looks like a number: `keyof` would make one of it. */
function eventProperty(event: EventPlan, plan: ClientPlan): Code {
  const type = payloadType(event, plan);
  return /^\d+$/.test(event.name) ? code`${literal(event.name)}: ${type}` : typeProperty(event.name, false, type);
}

const deprecated: readonly DocTag[] = [{ tag: "deprecated" }];

function eventText({ webhook: { summary, description } }: EventPlan): string | undefined {
  const texts = [summary, description === summary ? undefined : description];
  const said = texts.filter((text) => text !== undefined && text.trim() !== "").join("\n\n");
  return said === "" ? undefined : said;
}

function payloadType({ kind, webhook }: EventPlan, plan: ClientPlan): Code {
  const schema = webhook.media[0]?.schema;
  const types: Readonly<Record<EventPlan["kind"], () => Code>> = {
    json: () => (schema ? typeExpression(schema, { plan, openEnums: true, binaryInput: false }) : code`unknown`),
    form: () => (schema ? typeExpression(schema, { plan, openEnums: true, binaryInput: false }) : code`unknown`),
    text: () => code`string`,
    binary: () => code`${bytes}`,
    none: () => code`undefined`,
  };
  return types[kind]();
}

function descriptorsDeclaration({ eventsName, events }: WebhooksPlan, plan: ClientPlan): ConstDecl {
  return {
    kind: "const",
    name: descriptors,
    exported: false,
    type: code`${plan.runtime.WebhookDescriptors}<${eventsName}>`,
    value: objectCode(events.map((event) => [event.name, eventDescriptor(event, plan)])),
  };
}

function eventDescriptor({ kind, webhook, signature }: EventPlan, plan: ClientPlan): Code {
  const schema = kind === "json" || kind === "form" ? webhook.media[0]?.schema : undefined;
  const isChecked = schema !== undefined && schema.kind !== "unknown";
  return objectCode([
    ["kind", kind === "json" ? undefined : literal(kind)],
    ["schema", isChecked ? code`() => ${zodExpression(schema, { plan, binaryInput: false })}` : undefined],
    ["signature", signature && literal(signature)],
  ]);
}

/** Without one, the runtime's default holds: Standard Webhooks. */
function schemeDeclaration({ signature }: WebhooksPlan, plan: ClientPlan): readonly ConstDecl[] {
  if (!signature || isDefault(signature)) return [];
  const type = code`${plan.runtime.WebhookScheme}`;
  return [{ kind: "const", name: scheme, exported: false, type, value: literal(signature) }];
}

function isDefault(signature: NonNullable<WebhooksPlan["signature"]>): boolean {
  return signature.type === "standard" && signature.headerPrefix === undefined;
}

function guardFunction({ guardName, eventsName }: WebhooksPlan, { runtime }: ClientPlan): FunctionDecl {
  return {
    kind: "function",
    name: guardName,
    exported: true,
    doc: { text: "Whether the document knows an event of this name." },
    parameters: [code`name: string`],
    returns: code`name is keyof ${eventsName}`,
    body: [code`return ${call(runtime.hasWebhook, code`${descriptors}`, code`name`)};`],
  };
}

function parseFunction({ parseName, eventsName }: WebhooksPlan, plan: ClientPlan): FunctionDecl {
  const { runtime } = plan;
  const values = [typedValues(plan)].filter((value) => value !== undefined);
  return {
    kind: "function",
    name: parseName,
    exported: true,
    doc: {
      text:
        "The payload of an event from the body of its request: text, bytes, or what was parsed from them. " +
        "Unknown keys, enum values and union variants are kept.",
      tags: [{ tag: "throws", text: "{WebhookValidationError} The payload is not what the document says." }],
    },
    typeParameters: code`<Name extends keyof ${eventsName}>`,
    parameters: [code`name: Name`, code`body: unknown`],
    returns: code`${eventsName}[Name]`,
    body: [code`return ${call(runtime.readWebhook, code`${descriptors}`, code`name`, code`body`, ...values)};`],
  };
}

const untrusted: DocTag = {
  tag: "throws",
  text: "{WebhookVerificationError} The webhook is not signed with the secret, or too old; `reason` says which.",
};

function verifyFunction(
  { verifyName, unwrapName, signature, events }: WebhooksPlan,
  { runtime }: ClientPlan,
): FunctionDecl {
  const text = "Checks that a webhook was sent by who knows the secret, and not long ago.";
  const differ = `Events are signed in different ways: \`${unwrapName.text}\` knows them, here \`scheme\` says which.`;
  const own = signature && !isDefault(signature) ? [code`${scheme}`] : [];
  return {
    kind: "function",
    name: verifyName,
    exported: true,
    doc: { text: areDifferent(events) ? `${text}\n\n${differ}` : text, tags: [untrusted] },
    parameters: [code`options: ${runtime.VerifyWebhookOptions}`],
    returns: code`${promise}<void>`,
    body: [code`return ${call(runtime.checkWebhookSignature, code`options`, ...own)};`],
  };
}

function areDifferent(events: WebhooksPlan["events"]): boolean {
  return events.some(({ signature }) => signature !== undefined);
}

/** Where events are signed in different ways, each has its own at its descriptor. */
function unwrapFunction(webhooks: WebhooksPlan, { runtime }: ClientPlan): Declaration {
  const { unwrapName, verifyName, parseName, eventsName, events } = webhooks;
  const differ = areDifferent(events);
  const parsed = code`then(() => ${call(parseName, code`name`, code`options.body`)})`;
  const check = call(runtime.checkWebhookSignature, code`options`, code`signature`);
  const body = differ
    ? [code`const { signature } = ${descriptors}[name];`, code`return ${check}.${parsed};`]
    : [code`return ${call(verifyName, code`options`)}.${parsed};`];
  return {
    kind: "function",
    name: unwrapName,
    exported: true,
    doc: {
      text: `The payload of an event, once its signature was checked: \`${verifyName.text}\` and \`${parseName.text}\` in one.`,
      tags: [untrusted, { tag: "throws", text: "{WebhookValidationError} The payload is not what the document says." }],
    },
    typeParameters: code`<Name extends keyof ${eventsName}>`,
    parameters: [code`name: Name`, code`options: ${runtime.VerifyWebhookOptions}`],
    returns: code`${promise}<${eventsName}[Name]>`,
    body,
  };
}
