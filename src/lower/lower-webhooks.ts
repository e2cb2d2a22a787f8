/** OpenAPI 3.2, 4.1.1 `webhooks` and 4.18 Callback Object: what the API sends, and the user receives. */
import { pointerTokens } from "../diagnostics/origin.js";
import type { Webhook, WebhookMedia } from "../model/webhook.js";
import type { JsonObject } from "../spec/json.js";
import { lowerFernSignature } from "./extensions/fern-webhook-signature.js";
import { defaultFirst } from "./media-type.js";
import { child, dereference, entriesOf, flagAt, type Node, objectAt, originOf, stringAt } from "./node.js";
import { type OperationSite, operationNodes } from "./operation-sites.js";
import { promoted } from "./promote.js";
import type { SchemaContext } from "./schema/context.js";
import { lowerSignature } from "./webhook-signature.js";

/** The webhooks of the document, then the callbacks of its operations. */
export function lowerWebhooks(
  root: Node<JsonObject>,
  operations: readonly OperationSite[],
  context: SchemaContext,
): readonly Webhook[] {
  const general = lowerFernSignature(root, context);
  const own = entriesOf(objectAt(root, "webhooks")).flatMap(([wireName, node]) =>
    lowerPathItem({ node, wireName, caller: undefined, words: [wireName] }, context),
  );
  const callbacks = operations.flatMap((site) => lowerCallbacks(site, context));
  return [...own, ...callbacks].map((webhook) => ({ ...webhook, signature: webhook.signature ?? general }));
}

/** Each callback has path items by the address that the API calls, which is of no use to who is called. */
function lowerCallbacks(site: OperationSite, context: SchemaContext): readonly Webhook[] {
  const { operationId, method, path } = site;
  return entriesOf(objectAt(site.node, "callbacks")).flatMap(([wireName, holder]) => {
    const callback = dereference(context, holder);
    const [section, , shared] = callback ? pointerTokens(callback.pointer) : [];
    // A shared callback gives its own name to what stands in it.
    const words =
      section === "components" && shared !== undefined
        ? [shared]
        : [operationId ?? `${method.toLowerCase()} ${path}`, wireName];
    return entriesOf(callback).flatMap(([expression, node]) =>
      expression.startsWith("x-")
        ? []
        : lowerPathItem({ node, wireName, caller: { operationId, method, path }, words }, context),
    );
  });
}

interface WebhookSite extends Pick<Webhook, "wireName" | "caller"> {
  readonly node: Node;
  /** For what has no name of its own. */
  readonly words: readonly string[];
}

function lowerPathItem({ node, wireName, caller, words }: WebhookSite, context: SchemaContext): readonly Webhook[] {
  const pathItem = dereference(context, node);
  if (!pathItem) return [];
  return operationNodes(pathItem, context).map(({ method, node: operation }) => ({
    origin: originOf(context, operation),
    wireName,
    caller,
    method,
    summary: stringAt(operation, "summary") ?? stringAt(pathItem, "summary"),
    description: stringAt(operation, "description") ?? stringAt(pathItem, "description"),
    deprecated: flagAt(operation, "deprecated") ?? false,
    media: lowerMedia(operation, [...words, "payload"], context),
    signature: lowerSignature({ operation, pathItem }, context),
  }));
}

function lowerMedia(
  operation: Node<JsonObject>,
  words: readonly string[],
  context: SchemaContext,
): readonly WebhookMedia[] {
  const holder = child(operation, "requestBody");
  const body = holder && dereference(context, holder);
  const media = entriesOf(body && objectAt(body, "content")).map(([mediaType, node]) => {
    const object = dereference(context, node);
    const schema = object && child(object, "schema");
    return { mediaType, schema: schema && promoted(schema, words, context) };
  });
  return defaultFirst(media);
}
