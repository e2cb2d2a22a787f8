import { mediaId, postId, userId } from "../example-server/data/ids.js";
import { expectEqual, expectFailure, type Step } from "./step.js";

/** The header by which the example server misbehaves for one request. */
const fault = (kind: string) => ({ headers: { "x-inkwell-fault": kind } });

/** What goes wrong, and how it is told. */
export const failureSteps: readonly Step[] = [
  {
    name: "a 404 is its declared class, its body typed",
    async run({ inkwell, sdk }) {
      const error = await expectFailure(inkwell.users.get({ userId: userId(999) }), sdk.NotFoundProblem);
      expectEqual([error instanceof sdk.NotFoundError, error.status, error.operationId], [true, 404, "getUser"]);
      return `${error.name}: ${error.body.detail}`;
    },
  },
  {
    name: "safe() never throws",
    async run({ inkwell }) {
      const result = await inkwell.posts.get({ postId: postId(9999) }).safe();
      if (result.ok) throw new Error("expected a failure");
      return `not ok: ${result.error.name}`;
    },
  },
  {
    name: "a 200 of the wrong shape",
    async run({ inkwell, sdk }) {
      const error = await expectFailure(inkwell.users.list({}, fault("wrong-shape")), sdk.ResponseValidationError);
      const paths = error.issues.map(({ path }) => path.join("."));
      return `${error.name}: ${paths.join(", ")}`;
    },
  },
  {
    name: "no credential: told before anything is sent",
    async run({ sdk, baseUrl }) {
      const inkwell = new sdk.Inkwell({ baseUrl });
      const error = await expectFailure(inkwell.posts.list(), sdk.ConfigurationError);
      await inkwell.close();
      return error.message;
    },
  },
  {
    name: "a server that never answers",
    async run({ inkwell, sdk }) {
      const options = { ...fault("hang"), timeout: 150 };
      const error = await expectFailure(inkwell.users.list({}, options), sdk.TimeoutError);
      expectEqual(error.phase, "total");
      return error.message;
    },
  },
  {
    name: "a body that stops coming",
    async run({ inkwell, sdk }) {
      const options = { ...fault("hang-body"), timeout: { body: 150 } };
      const error = await expectFailure(inkwell.posts.list({}, options), sdk.TimeoutError);
      expectEqual(error.phase, "body");
      return error.message;
    },
  },
  {
    name: "abort, before the answer and in the middle of a download",
    async run({ inkwell, sdk }) {
      const early = new AbortController();
      setTimeout(() => early.abort(new Error("changed my mind")), 50);
      const waiting = inkwell.users.list({}, { ...fault("hang"), signal: early.signal });
      const first = await expectFailure(waiting, sdk.AbortedError);
      const late = new AbortController();
      const options = { ...fault("hang-body"), signal: late.signal };
      const file = await inkwell.media.download({ mediaId: mediaId(1) }, options);
      setTimeout(() => late.abort(), 50);
      const second = await expectFailure(file.bytes(), sdk.AbortedError);
      return `${first.name} (${String(first.cause)}), ${second.name}`;
    },
  },
  {
    name: "a connection that is reset, and a body that ends too early",
    async run({ inkwell, sdk }) {
      const reset = await expectFailure(inkwell.posts.list({}, fault("reset")), sdk.ConnectionError);
      await expectFailure(inkwell.posts.list({}, fault("cut-body")), sdk.ConnectionError);
      await expectFailure(inkwell.posts.list({}, fault("reset-body")), sdk.ConnectionError);
      return reset.message;
    },
  },
  {
    name: "a server that is not there",
    async run({ client, sdk }) {
      // Port 9 (discard): nobody listens there, and browsers refuse it themselves.
      const inkwell = client({ baseUrl: "http://127.0.0.1:9/v1" });
      const error = await expectFailure(inkwell.system.getHealth(), sdk.ConnectionError);
      return error.message;
    },
  },
];
