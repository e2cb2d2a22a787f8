/** Fern's `x-fern-webhook-signature`, https://buildwithfern.com/learn/api-definitions/openapi/extensions/webhook-signature */
import type { WebhookSignature, WebhookTimestamp } from "../../model/webhook.js";
import type { JsonObject } from "../../spec/json.js";
import { child, itemsAt, type Lowering, type Node, objectAt, originOf, stringAt } from "../node.js";

export const fernWebhookSignature = "x-fern-webhook-signature";

/** What the extension at `holder` says; undefined where there is none, or none that the runtime can check: that is reported. */
export function lowerFernSignature(holder: Node<JsonObject>, lowering: Lowering): WebhookSignature | undefined {
  const node = objectAt(holder, fernWebhookSignature);
  if (!node) return undefined;
  const signature = lowerHmac(node);
  if (!signature) lowering.diagnostics.report("lower/unsupported-webhook-signature", originOf(lowering, node), {});
  return signature;
}

const algorithms = ["sha1", "sha256", "sha384", "sha512"] as const;
const formats = ["unix-seconds", "unix-millis", "iso8601"] as const;

function lowerHmac(node: Node<JsonObject>): WebhookSignature | undefined {
  const header = stringAt(node, "header");
  const signedContent = contentOf(node);
  const algorithm = oneOf(algorithms, stringAt(node, "algorithm") ?? "sha256");
  const isOther = stringAt(node, "type") !== "hmac" || child(node, "body-hash-binding") !== undefined;
  if (isOther || header === undefined || signedContent === undefined || algorithm === undefined) return undefined;
  const timestamp = lowerTimestamp(objectAt(node, "timestamp"));
  // What the runtime takes for granted is left out.
  return {
    type: "hmac",
    header,
    algorithm: algorithm === "sha256" ? undefined : algorithm,
    encoding: stringAt(node, "encoding") === "base64" ? "base64" : undefined,
    prefix: stringAt(node, "signature-prefix"),
    timestamp,
    idHeader: stringAt(node, "message-id-header"),
    signedContent: signedContent === (timestamp ? "{timestamp}.{body}" : "{body}") ? undefined : signedContent,
  };
}

function lowerTimestamp(node: Node<JsonObject> | undefined): WebhookTimestamp | undefined {
  const header = node && stringAt(node, "header");
  if (!node || header === undefined) return undefined;
  const format = oneOf(formats, stringAt(node, "format") ?? "");
  return { header, format: format === "unix-seconds" ? undefined : format };
}

const parts: Readonly<Record<string, string>> = {
  body: "{body}",
  timestamp: "{timestamp}",
  "message-id": "{id}",
  "notification-url": "{url}",
};

/** `payload-format`; undefined where what is signed is more than a sequence of parts. */
function contentOf(node: Node<JsonObject>): string | undefined {
  const format = objectAt(node, "payload-format");
  if (!format) return "{body}";
  if (child(format, "body-sort") !== undefined) return undefined;
  const names = itemsAt(format, "components").map(({ value }) =>
    typeof value === "string" ? parts[value] : undefined,
  );
  const known = names.filter((name) => name !== undefined);
  if (known.length < names.length) return undefined;
  return known.length === 0 ? "{body}" : known.join(stringAt(format, "delimiter") ?? "");
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | undefined {
  return values.find((value) => value === text);
}
