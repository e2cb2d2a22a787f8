import type { Identifier } from "../code/identifier.js";
import type { Api } from "../model/api.js";
import { essence, isJson, isText } from "../model/media-type.js";
import type { Webhook, WebhookSignature } from "../model/webhook.js";
import { functionName } from "./name-policy.js";
import { NameTable } from "./name-table.js";

/** `webhooks.ts`: what it exports, and the events that it knows. */
export interface WebhooksPlan {
  /** The interface that has the payload of each event. */
  readonly eventsName: Identifier;
  readonly parseName: Identifier;
  readonly verifyName: Identifier;
  readonly unwrapName: Identifier;
  readonly guardName: Identifier;
  readonly events: readonly EventPlan[];
  /** How all that say it are signed; undefined where they differ, or nothing says it. */
  readonly signature: WebhookSignature | undefined;
}

export interface EventPlan {
  readonly webhook: Webhook;
  /** `post.published`; of a callback `createUser.userCreated`. */
  readonly name: string;
  readonly kind: PayloadKind;
  /** Only where it is not that of all. */
  readonly signature: WebhookSignature | undefined;
}

/** How a payload is read; `none`: no body is declared. */
export type PayloadKind = "json" | "form" | "text" | "binary" | "none";

/** Undefined where the API sends nothing by itself. */
export function planWebhooks({ webhooks }: Api, scope: NameTable): WebhooksPlan | undefined {
  if (webhooks.length === 0) return undefined;
  const keys = new NameTable();
  const common = commonSignature(webhooks);
  return {
    eventsName: scope.claim("WebhookEvents", "WebhookEventPayloads"),
    parseName: scope.claim("parseWebhook", "parseWebhookEvent"),
    verifyName: scope.claim("verifyWebhook", "verifyWebhookEvent"),
    unwrapName: scope.claim("unwrapWebhook", "unwrapWebhookEvent"),
    guardName: scope.claim("isWebhookEvent", "isWebhookEventName"),
    events: webhooks.map((webhook) => ({
      webhook,
      name: keys.claimKey(eventName(webhook), `${eventName(webhook)}.${webhook.method.toLowerCase()}`),
      kind: payloadKind(webhook),
      signature: common ? undefined : webhook.signature,
    })),
    signature: common,
  };
}

function eventName({ caller, wireName }: Webhook): string {
  return caller ? `${caller.operationId ?? functionName(caller)}.${wireName}` : wireName;
}

function payloadKind({ media: [preferred] }: Webhook): PayloadKind {
  if (!preferred) return "none";
  const type = essence(preferred.mediaType);
  // Any type that has a schema: generators of documents write it where they mean JSON.
  if (isJson(type) || type === "*/*") return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  return isText(type) ? "text" : "binary";
}

function commonSignature(webhooks: readonly Webhook[]): WebhookSignature | undefined {
  const signatures = webhooks.flatMap(({ signature }) => signature ?? []);
  const distinct = new Map(signatures.map((signature) => [JSON.stringify(signature), signature]));
  return distinct.size === 1 ? signatures[0] : undefined;
}
