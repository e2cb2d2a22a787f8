/** What of the configuration decides how values look in TypeScript. */
export interface TypeOptions {
  /** `open` (default): types of responses admit values of the enum's base type that the document does not list. */
  readonly enums: "open" | "closed";
  /** What `format: date-time` is. */
  readonly dates: "string" | "date";
  /** What integers of `format: int64` are. */
  readonly int64: "number" | "bigint";
}
