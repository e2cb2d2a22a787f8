import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { FoundReference } from "./collect-references.js";
import type { ReferenceTarget } from "./reference.js";
import type { Failure, SourceFile } from "./source-files.js";

export interface FailedReference {
  readonly found: FoundReference;
  readonly target: ReferenceTarget | undefined;
  readonly failure: Failure | SourceFile | undefined;
  readonly origin: Origin;
}

/** Says why a reference to another document is not followed. */
export function reportFailure({ found, target, failure, origin }: FailedReference, diagnostics: Diagnostics): void {
  const { ref } = found;
  const location = target?.location ?? ref;
  if (target === undefined) {
    diagnostics.report("spec/unreadable-ref", origin, { ref, reason: "only files and http(s) URLs can be read" });
  } else if (failure?.kind === "refused") {
    diagnostics.report("spec/ref-not-allowed", origin, { ref, location, refusal: failure.refusal });
  } else if (failure?.kind === "unreadable") {
    diagnostics.report("spec/unreadable-ref", origin, { ref, reason: failure.reason });
  }
  // A file whose syntax is wrong has had its own report.
}
