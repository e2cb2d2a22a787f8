import { expect, test, vi } from "vitest";
import { ConfigurationError } from "../../src/runtime/index.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";

// As Bun has it: the names, without what they do.
vi.mock("undici", async (importOriginal) => ({
  ...(await importOriginal<typeof import("undici")>()),
  Agent: class Agent {},
}));

test("a runtime that has undici's name and nothing behind it is told what to do", () => {
  const make = () => undiciTransport({ connections: 1, connectTimeout: 1_000 });
  expect(make).toThrow(ConfigurationError);
  expect(make).toThrow(/generate the SDK with `--transport fetch`/);
});
