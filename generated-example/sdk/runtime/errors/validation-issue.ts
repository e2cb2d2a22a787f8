// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** One place where a value is not what the document says. */
export interface ValidationIssue {
  /** From the root of the value: `["items", 3, "id"]`. For requests the first entry is the parameter's name or `body`. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** zod's code: `invalid_type`, `unrecognized_keys`, … */
  readonly code: string;
}

/** `items[3].id: expected string`, for messages. */
export function printIssue(issue: ValidationIssue): string {
  const path = issue.path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}${text === "" ? "" : "."}${String(key)}`),
    "",
  );
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}

/** At most three issues in a message: the error has them all. */
export function printIssues(issues: readonly ValidationIssue[]): string {
  const shown = issues.slice(0, 3).map(printIssue).join("; ");
  return issues.length > 3 ? `${shown}; and ${issues.length - 3} more` : shown;
}
