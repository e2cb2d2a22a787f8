// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** A test asks for something that the document doesn't have: thrown where the answer is declared. */
export class MockError extends Error {
  override readonly name: string = "MockError";
}

/** The client has made a call for which the test has declared no answer. It is not retried. */
export class UnexpectedCallError extends Error {
  override readonly name: string = "UnexpectedCallError";
}
