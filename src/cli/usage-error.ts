/** The command line itself is wrong; the message says what and what is possible. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
