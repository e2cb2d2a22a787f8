import type { Step } from "./step.js";
import { bodySteps } from "./step-bodies.js";
import { callSteps } from "./step-calls.js";
import { failureSteps } from "./step-failures.js";

/** What must hold in every runtime. */
export const steps: readonly Step[] = [...callSteps, ...bodySteps, ...failureSteps];

/** So much the steps need of the example server. */
export const serverOptions = {
  posts: 40,
  users: 12,
  media: 4,
  downloadSize: 100_000,
  auditEntries: 10,
  events: 40,
} as const;
