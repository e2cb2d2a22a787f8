/** The test kit's part of the runtime: only the generated `testing.ts` imports it. */
export type { Cassette, Exchange, RecordedContent } from "./testing/cassette.js";
export { type FakeClock, fakeClock } from "./testing/fake-clock.js";
export { type FixtureExamples, type Fixtures, fixtures } from "./testing/fixtures.js";
export { type MockKit, mockApi } from "./testing/mock-api.js";
export { MockError, UnexpectedCallError } from "./testing/mock-error.js";
export type {
  Answers,
  MatchedParams,
  MockApi,
  MockOperation,
  MockOptions,
  MockSettings,
  ReplayedApi,
  ReplyOptions,
  SentCall,
  StreamReplyOptions,
} from "./testing/mock-types.js";
export { type MswHttp, mswHandlers } from "./testing/msw-handlers.js";
export type { MswHandlers, MswOperation, MswOptions } from "./testing/msw-types.js";
export { type Recording, type RecordOptions, record } from "./testing/record.js";
export { replayApi } from "./testing/replay.js";
