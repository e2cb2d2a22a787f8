/** What extensions say to the reader of an operation, a parameter or a schema: how ripe it is, and who may use it. */
import type { JsonObject } from "../../spec/json.js";
import { asObject, child, flagAt, itemsAt, type Lowering, type Node, stringAt } from "../node.js";
import { extensionText, hasExtension, reportExtension } from "./extension-value.js";

/** `deprecation` is what to say of it, besides that it is deprecated. */
export interface Annotations {
  readonly deprecated: boolean;
  readonly deprecation?: string | undefined;
  readonly description?: string | undefined;
}

const availability = "x-fern-availability";
const deprecationMessage = "x-speakeasy-deprecation-message";
const deprecationReplacement = "x-speakeasy-deprecation-replacement";

/** The description with what extensions add to it. */
export function lowerAnnotations(
  node: Node<JsonObject>,
  description: string | undefined,
  lowering: Lowering,
  notes: readonly string[] = [],
): Annotations {
  if (!hasExtension(node)) return { deprecated: flagAt(node, "deprecated") ?? false, description };
  const ripe = lowerAvailability(node, lowering);
  const texts = [description, ripe?.note, ...notes].filter((text) => text !== undefined);
  const deprecation = deprecationText(node, lowering) ?? ripe?.deprecation;
  return {
    deprecated: (flagAt(node, "deprecated") ?? false) || ripe?.deprecated === true,
    ...(deprecation !== undefined && { deprecation }),
    description: texts.length === 0 ? undefined : texts.join("\n\n"),
  };
}

interface Availability {
  readonly deprecated?: boolean;
  readonly deprecation?: string | undefined;
  readonly note?: string;
}

/** Fern's `beta`, or `{ status: beta, message: … }`. */
function lowerAvailability(node: Node<JsonObject>, lowering: Lowering): Availability | undefined {
  const found = child(node, availability);
  if (!found) return undefined;
  const object = asObject(found);
  const status = object ? stringAt(object, "status") : found.value;
  const message = object && stringAt(object, "message");
  if (typeof status !== "string") {
    reportExtension(found, { extension: availability, problem: "it is no text such as beta" }, lowering);
    return undefined;
  }
  if (status === "deprecated") return { deprecated: true, deprecation: message };
  if (status === "generally-available") return undefined;
  return { note: [`Availability: ${status}.`, message].filter((text) => text !== undefined).join(" ") };
}

function deprecationText(node: Node<JsonObject>, lowering: Lowering): string | undefined {
  const replacement = extensionText(node, deprecationReplacement, lowering);
  const texts = [
    extensionText(node, deprecationMessage, lowering),
    replacement === undefined ? undefined : `Use \`${replacement}\` instead.`,
  ].filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join(" ");
}

/** What else is worth knowing of an operation before it is called. */
export function operationNotes(operation: Node<JsonObject>): readonly string[] {
  const scopes = listed(operation, ["x-scopes-required", "x-pd-requires-scope"]);
  const tokens = listed(operation, ["x-tokens-allowed"]);
  return [
    // Not `@internal`: a compiler that strips internal declarations would leave calls of what is gone.
    ...(flagAt(operation, "x-internal") === true ? ["Internal: not a part of the public API."] : []),
    ...(scopes.length > 0 ? [`Scopes: ${scopes.map((scope) => `\`${scope}\``).join(", ")}.`] : []),
    ...(tokens.length > 0 ? [`Tokens: ${tokens.map((token) => `\`${token}\``).join(", ")}.`] : []),
  ];
}

/** One text or several. */
function listed(node: Node<JsonObject>, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const one = stringAt(node, name);
    return one === undefined
      ? itemsAt(node, name).flatMap(({ value }) => (typeof value === "string" ? value : []))
      : one;
  });
}
