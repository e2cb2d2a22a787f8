// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** The test kit's part of the runtime: only the generated `testing.ts` imports it. */
export { type Fixtures, fixtures } from "./testing/fixtures.js";
export { mockApi } from "./testing/mock-api.js";
export { MockError, UnexpectedCallError } from "./testing/mock-error.js";
export type {
  Answers,
  MatchedParams,
  MockApi,
  MockOperation,
  MockOptions,
  MockSettings,
  ReplyOptions,
  SentCall,
  StreamReplyOptions,
} from "./testing/mock-types.js";
