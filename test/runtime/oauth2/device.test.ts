import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startDeviceAuthorization } from "../../../src/runtime/oauth2.js";
import {
  closeTokenClients,
  failureOf,
  secured,
  startTokenServer,
  type TokenServer,
  tokenClient,
  until,
} from "./support/token-server.js";

let server: TokenServer;
beforeEach(async () => {
  server = await startTokenServer();
  server.device = { body: { ...code, interval: 0.01 } };
});
afterEach(async () => {
  vi.useRealTimers();
  await closeTokenClients();
  await server.close();
});

const code = {
  device_code: "d3vice",
  user_code: "AB-CD",
  verification_uri: "https://x.example/device",
  expires_in: 600,
};
const error = (name: string) => ({ status: 400, body: { error: name } });

describe("a device code", () => {
  test("is asked for until the person has decided", async () => {
    server.answers.push(error("authorization_pending"), error("authorization_pending"));
    const device = await startDeviceAuthorization(tokenClient(server, { clientId: "tv", scopes: ["a"] }));
    expect(device).toMatchObject({ userCode: "AB-CD", verificationUri: "https://x.example/device" });
    expect(server.last().body.toString()).toBe("scope=a&client_id=tv");
    expect(await device.tokens()).toMatchObject({ accessToken: "t1" });
    expect(server.forms.map(String)).toEqual(
      Array.from(
        { length: 3 },
        () => "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d3vice&client_id=tv",
      ),
    );
  });

  test.each(["access_denied", "expired_token"])("%s ends it", async (name) => {
    server.answers.push(error("authorization_pending"), error(name));
    const device = await startDeviceAuthorization(tokenClient(server, { clientId: "tv" }));
    expect(await failureOf(device.tokens())).toMatchObject({ name: "TokenError", error: name });
    expect(server.tokenRequests).toHaveLength(2);
  });

  test("slow_down: five seconds more, from then on", async () => {
    const waits: number[] = [];
    const real = globalThis.setTimeout;
    const spy = vi.spyOn(globalThis, "setTimeout").mockImplementation(((
      run: () => void,
      ms = 0,
      ...rest: unknown[]
    ) => {
      // Only waiting is shortened; limits stay what they are.
      const isPoll = ms === 10 || ms === 5_010;
      if (isPoll) waits.push(ms);
      return Reflect.apply(real, globalThis, [run, isPoll ? 1 : ms, ...rest]);
    }) as typeof setTimeout);
    server.answers.push(error("slow_down"), error("authorization_pending"));
    const device = await startDeviceAuthorization(tokenClient(server, { clientId: "tv" }));
    await device.tokens();
    spy.mockRestore();
    expect(waits).toEqual([10, 5_010, 5_010]);
  });

  test("that has run out is not asked for any more", async () => {
    server.device = { body: { ...code, interval: 0.01, expires_in: 0 } };
    const device = await startDeviceAuthorization(tokenClient(server, { clientId: "tv" }));
    expect(await failureOf(device.tokens())).toMatchObject({ error: "expired_token", status: undefined });
    expect(server.tokenRequests).toHaveLength(0);
  });

  test("a signal ends the waiting", async () => {
    server.device = { body: code };
    const device = await startDeviceAuthorization(tokenClient(server, { clientId: "tv" }));
    const reason = new Error("enough");
    expect(await failureOf(device.tokens({ signal: AbortSignal.abort(reason) }))).toBe(reason);
  });

  test("by the client itself, once for all calls", async () => {
    const shown: string[] = [];
    server.answers.push(error("authorization_pending"));
    const client = tokenClient(server, { clientId: "tv", onUserCode: ({ userCode }) => void shown.push(userCode) });
    await Promise.all([client.call(secured, {}), client.call(secured, {})]);
    await until(() => server.tokenRequests.length === 2);
    expect(shown).toEqual(["AB-CD"]);
  });

  test("what is no device code", async () => {
    server.device = { status: 400, body: { error: "invalid_client" } };
    const failure = await failureOf(startDeviceAuthorization(tokenClient(server, { clientId: "tv" })));
    expect(failure).toMatchObject({ name: "TokenError", error: "invalid_client", status: 400 });
  });
});
