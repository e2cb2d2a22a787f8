import type { TypedValues } from "../contract.js";
import { printIssues, type ValidationIssue } from "../errors/validation-issue.js";
import { jsonParser } from "../json.js";
import { validateReceived } from "../validate.js";
import { readForm } from "./form-payload.js";
import { bodyBytes, bodyText, isWebhookBody } from "./webhook-body.js";
import type { WebhookDescriptor, WebhookDescriptors } from "./webhook-descriptor.js";
import { WebhookValidationError } from "./webhook-validation-error.js";

/** Whether the document declares an event of this name. */
export function hasWebhook<Events>(webhooks: WebhookDescriptors<Events>, name: PropertyKey): name is keyof Events {
  return Object.hasOwn(webhooks, name);
}

/**
 * The payload of an event, validated leniently: unknown keys, enum values and union variants are kept.
 *
 * @param body text or bytes as they came, or what was parsed from them
 * @param values how typed values are decoded, where the SDK has some
 * @throws WebhookValidationError where the event is unknown or the payload is not what the document says
 */
export function readWebhook<Events, Name extends keyof Events>(
  webhooks: WebhookDescriptors<Events>,
  name: Name,
  body: unknown,
  values?: TypedValues,
): Events[Name] {
  const event = String(name);
  if (!hasWebhook(webhooks, name)) {
    const issues = [{ path: [], code: "unknown_event", message: "the document declares no such webhook" }];
    throw invalid(event, issues, body);
  }
  const webhook: WebhookDescriptor = webhooks[name];
  const value = readers[webhook.kind ?? "json"](body, event, { ...webhook, values });
  const verdict = validateReceived(webhook.schema, value, "lenient", values);
  if (verdict === undefined) {
    throw invalid(event, [{ path: [], code: "too_deep", message: "the payload nests too deep to be checked" }], value);
  }
  if (verdict.kind === "invalid") throw invalid(event, verdict.issues, value);
  // The schema of the event is that of its type: generated from the same place of the document.
  return verdict.value as Events[Name];
}

interface ReadInput extends WebhookDescriptor {
  readonly values: TypedValues | undefined;
}

type Reader = (body: unknown, event: string, webhook: ReadInput) => unknown;

const readers: Readonly<Record<NonNullable<WebhookDescriptor["kind"]>, Reader>> = {
  json: readJson,
  form: (body, _event, { schema }) => (isWebhookBody(body) ? readForm(bodyText(body), schema) : body),
  text: (body) => (isWebhookBody(body) ? bodyText(body) : body),
  binary: (body) => (isWebhookBody(body) ? bodyBytes(body) : body),
  none: () => undefined,
};

function readJson(body: unknown, event: string, { schema, values }: ReadInput): unknown {
  if (!isWebhookBody(body)) return body;
  const text = bodyText(body);
  try {
    return (jsonParser(values, schema) ?? JSON.parse)(text);
  } catch (cause) {
    const message = text.trim() === "" ? "the body is empty" : "the body is no JSON";
    throw invalid(event, [{ path: [], code: "invalid_json", message }], text, cause);
  }
}

function invalid(event: string, issues: readonly ValidationIssue[], body: unknown, cause?: unknown) {
  const message = `The webhook ${JSON.stringify(event)} is not what the document says: ${printIssues(issues)}`;
  return new WebhookValidationError({ message, event, issues, body, cause });
}
