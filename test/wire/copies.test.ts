import { beforeAll, expect, test } from "vitest";
import { userId } from "../example-server/start.js";
import { loadGenerated } from "./support/generate.js";
import { committedSdk, failureOf, type Sdk, useWire } from "./support/wire.js";

// A program may have several SDKs, each with a copy of the runtime: code that handles errors should not have to care.
const wire = useWire(committedSdk);
let other: Sdk;

beforeAll(async () => {
  // The same document: the same surface.
  const variant = { transport: "undici", runtime: "bundled" } as const;
  other = (await loadGenerated("copy", "fixtures/inkwell.yaml", variant)) as Sdk;
}, 60_000);

test("an error of one copy is an instance of the other's classes", async () => {
  const error = await failureOf(wire.inkwell.users.get({ userId: userId(999) }));
  expect(other.NotFoundError).not.toBe(wire.sdk.NotFoundError);
  expect(error).toBeInstanceOf(other.NotFoundError);
  expect(error).toBeInstanceOf(other.ApiError);
  expect(error).toBeInstanceOf(other.SdkError);
  expect(error).not.toBeInstanceOf(other.ConflictError);
  expect(error).not.toBeInstanceOf(other.TimeoutError);
  expect(other.isApiError(error, 404)).toBe(true);
});

test("an error that a document declares belongs to its own SDK", async () => {
  const error = await failureOf(wire.inkwell.users.get({ userId: userId(999) }));
  expect(error).toBeInstanceOf(wire.sdk.NotFoundProblem);
  expect(error).not.toBeInstanceOf(other.NotFoundProblem);
});

test("a status whose class nobody declared is of that class all the same", async () => {
  wire.server.fault({ kind: "status", status: 503, times: Infinity });
  const error = await failureOf(wire.inkwell.users.list());
  expect(error).toBeInstanceOf(other.ServerError);
  expect(error).not.toBeInstanceOf(wire.sdk.InternalServerProblem);
});
