import { expect, test, vi } from "vitest";
import { ApiClient, ConfigurationError } from "../../src/runtime/index.js";
import { undiciTransport } from "../../src/runtime/transport/undici.js";

// As Bun has it: the names, without what they do.
vi.mock("undici", async (importOriginal) => ({
  ...(await importOriginal<typeof import("undici")>()),
  Agent: class Agent {},
}));

test("a runtime that has undici's name and nothing behind it is told what to do", async () => {
  const api = { name: "Api", version: "1", userAgent: "api/1", servers: [], security: {} };
  const client = new ApiClient(api, { baseUrl: "http://127.0.0.1:1" }, undiciTransport);
  const failed = client.call({ id: "get", method: "GET", path: "/", responses: {} }, {});
  await expect(failed).rejects.toThrow(ConfigurationError);
  await expect(failed).rejects.toThrow(/generate the SDK with `--transport fetch`/);
  // Who closes it in a `finally` is not told again in place of the first error.
  await expect(client.close()).resolves.toBeUndefined();
  await expect(client.destroy()).resolves.toBeUndefined();
});
