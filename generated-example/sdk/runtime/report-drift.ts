// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { OperationDescriptor } from "./contract.js";
import type { CallState, DriftEvent } from "./request.js";

/** Tells the hooks that a value was let through although it is not quite what the document says. */
export function reportDrift(
  { operation, call }: { readonly operation: OperationDescriptor; readonly call: CallState },
  event: Omit<DriftEvent, "operationId">,
): void {
  for (const { onDrift } of call.hooks) onDrift?.({ operationId: operation.id, ...event });
}
