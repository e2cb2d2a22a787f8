import type { WebhookSignature } from "../model/webhook.js";
import type { JsonObject } from "../spec/json.js";
import { lowerFernSignature } from "./extensions/fern-webhook-signature.js";
import { dereference, itemsAt, type Lowering, type Node, stringAt } from "./node.js";

/** By the header that carries the signature, in lower case: what its name alone tells. */
const byHeader: ReadonlyMap<string, WebhookSignature> = new Map([
  // https://www.standardwebhooks.com, and Svix, where it comes from.
  ["webhook-signature", { type: "standard" }],
  ["svix-signature", { type: "standard", headerPrefix: "svix-" }],
  // GitHub, and those who followed it: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
  ["x-hub-signature-256", { type: "hmac", header: "X-Hub-Signature-256", prefix: "sha256=" }],
]);

/** How a webhook is signed: as an extension says (the innermost counts), or as the headers show that it declares. */
export function lowerSignature(
  { operation, pathItem }: { readonly operation: Node<JsonObject>; readonly pathItem: Node<JsonObject> },
  lowering: Lowering,
): WebhookSignature | undefined {
  const declared = lowerFernSignature(operation, lowering) ?? lowerFernSignature(pathItem, lowering);
  if (declared) return declared;
  const headers = [operation, pathItem].flatMap((holder) => headerNames(holder, lowering));
  return headers.map((name) => byHeader.get(name)).find((signature) => signature !== undefined);
}

function headerNames(holder: Node<JsonObject>, lowering: Lowering): readonly string[] {
  return itemsAt(holder, "parameters").flatMap((node) => {
    const parameter = dereference(lowering, node);
    const name = parameter && stringAt(parameter, "in") === "header" ? stringAt(parameter, "name") : undefined;
    return name === undefined ? [] : [name.toLowerCase()];
  });
}
