import type { Origin } from "../diagnostics/origin.js";
import type { Operation } from "./operation.js";
import type { Schema } from "./schema.js";

/** A request that the API makes: an entry of `webhooks`, or of an operation's `callbacks`. */
export interface Webhook {
  readonly origin: Origin;
  /** `post.published`; of a callback its own name, without the operation's. */
  readonly wireName: string;
  /** The operation that a callback belongs to. */
  readonly caller: Pick<Operation, "operationId" | "method" | "path"> | undefined;
  /** Upper case. */
  readonly method: string;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  /** The first is the default, as in a request's body. Empty where no body is declared. */
  readonly media: readonly WebhookMedia[];
  readonly signature: WebhookSignature | undefined;
}

export interface WebhookMedia {
  readonly mediaType: string;
  /** Undefined where the document gives none. */
  readonly schema: Schema | undefined;
}

/** How the sender signs: the runtime's `WebhookScheme`. */
export type WebhookSignature =
  | { readonly type: "standard"; readonly headerPrefix?: string | undefined }
  | {
      readonly type: "hmac";
      readonly header: string;
      readonly algorithm?: "sha1" | "sha256" | "sha384" | "sha512" | undefined;
      readonly encoding?: "hex" | "base64" | undefined;
      readonly prefix?: string | undefined;
      readonly timestamp?: WebhookTimestamp | undefined;
      readonly idHeader?: string | undefined;
      readonly signedContent?: string | undefined;
    };

// A type: the emitter writes it as a literal, which takes no interface.
export type WebhookTimestamp = {
  readonly header: string;
  readonly format?: "unix-seconds" | "unix-millis" | "iso8601" | undefined;
  readonly prefix?: string | undefined;
};
