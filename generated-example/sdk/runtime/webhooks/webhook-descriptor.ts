// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { SchemaThunk } from "../contract.js";
import type { WebhookScheme } from "./webhook-scheme.js";

/** One event: what its body is. */
export interface WebhookDescriptor {
  /** Default `json`; `none`: the document declares no body. */
  readonly kind?: "json" | "form" | "text" | "binary" | "none";
  readonly schema?: SchemaThunk;
  /** Only where it is signed in another way than the others. */
  readonly signature?: WebhookScheme;
}

/** Every event that the document declares, by name. */
export type WebhookDescriptors<Events> = { readonly [Name in keyof Events]: WebhookDescriptor };
