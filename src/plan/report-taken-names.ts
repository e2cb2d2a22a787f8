import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { ResourcePlan } from "./client-plan.js";

/** Says where the configuration asks for a name that is something else's. */
export function reportTakenNames(resources: readonly ResourcePlan[], diagnostics: Diagnostics): void {
  for (const { property, operations } of resources) {
    for (const { operation, id, methodName } of operations) {
      const { method = methodName, resource = property.text } = operation.naming ?? {};
      const [wanted, name] = [`${resource}.${method}`, `${property.text}.${methodName}`];
      if (wanted !== name) diagnostics.report("config/taken-name", operation.origin, { operation: id, wanted, name });
    }
  }
}
