/** What `sdkwright explain` says of a code, beyond the message that a document causes. */
export interface Explanation {
  /** What was found, and what sdkwright assumes: one sentence, which stands alone in a list. */
  readonly meaning: string;
  /** What it costs the users of the SDK, or the one who generates it. */
  readonly why: string;
  /** What to change, and where. */
  readonly mend: string;
}
