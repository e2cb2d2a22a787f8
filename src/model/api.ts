import type { GlobalParam } from "./global-param.js";
import type { Operation } from "./operation.js";
import type { RetryRule } from "./retry.js";
import type { NamedSchema, SchemaId } from "./schema.js";
import type { SecurityScheme } from "./security.js";
import type { Server } from "./server.js";
import type { Webhook } from "./webhook.js";

/** What the document says, free of how OpenAPI says it. Everything in it is read-only. */
export interface Api {
  readonly title: string;
  readonly version: string;
  readonly description?: string | undefined;
  /** As the document declares it: "2.0", "3.0.3", … */
  readonly specVersion: string;
  readonly license?: License | undefined;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** For operations that have no policy of their own. */
  readonly retry?: RetryRule | undefined;
  /** What the client's options give to all operations that have it. */
  readonly globals?: readonly GlobalParam[] | undefined;
  readonly operations: readonly Operation[];
  /** What the API sends by itself, callbacks included. */
  readonly webhooks: readonly Webhook[];
  /** In the order in which they are emitted. */
  readonly schemas: ReadonlyMap<SchemaId, NamedSchema>;
}

export interface License {
  readonly name?: string | undefined;
  /** SPDX; since OpenAPI 3.1. */
  readonly identifier?: string | undefined;
  readonly url?: string | undefined;
}

export interface Tag {
  readonly name: string;
  /** OpenAPI 3.2: a short name to show. */
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  /** OpenAPI 3.2: the name of the tag that this one is a part of. */
  readonly parent?: string | undefined;
  /** OpenAPI 3.2: `nav` groups operations, `badge` and `audience` mark them. */
  readonly kind?: string | undefined;
}
