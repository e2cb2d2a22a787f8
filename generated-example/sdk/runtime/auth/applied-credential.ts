// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** What a credential adds to a request. */
export interface AppliedCredential {
  readonly header?: readonly [name: string, value: string];
  /** `key=value`, encoded. */
  readonly query?: string;
  /** `key=value`, encoded. */
  readonly cookie?: string;
}
