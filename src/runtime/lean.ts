/** A client that holds what it is told to, and nothing else: for bundles whose size counts. */
export { withRedirects, withSecurity } from "./lean/access.js";
export { withMaxResponseBytes } from "./lean/answer-size.js";
export { withBodies, withJson } from "./lean/bodies.js";
export { withTypedValues, withValidate } from "./lean/checks.js";
export { withDownloads } from "./lean/downloads.js";
export type { ClientFeature, LeanApi, LeanCall } from "./lean/feature.js";
export type { LeanFetch } from "./lean/fetch-once.js";
export { LeanClient, type LeanOptions } from "./lean/lean-client.js";
export { withTimeout } from "./lean/limits.js";
export { withStyles } from "./lean/parameters.js";
export { withMaxConcurrency, withRateLimit } from "./lean/rates.js";
export { withIdempotencyKey, withRetry } from "./lean/repetition.js";
export { withHooks, withLogger } from "./lean/watching.js";
