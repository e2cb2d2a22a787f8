import type { SecurityRequirement } from "../auth.js";

/** What the document asks of every operation that does not say otherwise. */
export const byDefault: readonly SecurityRequirement[] = [{ apiKey: [] }, { bearerToken: [] }];

/** What it asks of those who write posts and media. */
export const mayWrite: readonly SecurityRequirement[] = [...byDefault, { oauth: ["posts:write"] }];
