import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);
const oauth = { clientId: "inkwell-client", clientSecret: "inkwell-secret" };
const tokenRequests = () => wire.server.requests.filter(({ path }) => path.endsWith("/oauth/token"));

describe("client credentials", () => {
  test("the client gets a token by itself, from the address that the document gives, with the scopes it needs", async () => {
    const log = await wire.client({ oauth }).audit.exportLog({ limit: 3 }).raw();
    expect((await log.text()).trim().split("\n")).toHaveLength(3);
    const [request] = tokenRequests();
    expect(request?.headers.authorization).toBe(`Basic ${btoa("inkwell-client:inkwell-secret")}`);
    expect(request?.headers).toMatchObject({ "content-type": "application/x-www-form-urlencoded" });
    expect(wire.latest().headers.authorization).toMatch(/^Bearer \S+$/);
  });

  test("two hundred calls at once ask for one token, and derived clients share it", async () => {
    const inkwell = wire.client({ oauth });
    const derived = inkwell.with({ headers: { "x-extra": "1" } });
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => (index % 2 ? inkwell : derived).audit.exportLog({ limit: 1 }).raw()),
    );
    await inkwell.with({}).audit.exportLog({ limit: 1 }).raw();
    expect(wire.server.tokens.issued).toBe(1);
  });

  test("from the environment", async () => {
    vi.stubEnv("INKWELL_OAUTH_CLIENT_ID", oauth.clientId);
    vi.stubEnv("INKWELL_OAUTH_CLIENT_SECRET", oauth.clientSecret);
    const inkwell = wire.client();
    await inkwell.audit.exportLog({ limit: 1 }).raw();
    await inkwell.with({}).audit.exportLog({ limit: 1 }).raw();
    expect(wire.server.tokens.issued).toBe(1);
  });

  test("revoked while two hundred calls are under way: one new token, each call is sent once more, and all succeed", async () => {
    const inkwell = wire.client({ oauth });
    await inkwell.audit.exportLog({ limit: 1 }).raw();
    wire.server.tokens.revokeAll();
    const answers = await Promise.all(Array.from({ length: 200 }, () => inkwell.audit.exportLog({ limit: 1 }).raw()));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 200));
    expect(wire.server.tokens.issued).toBe(2);
  });

  test("that expire again and again under two hundred calls: one token request for each expiry, and no call fails", async () => {
    wire.server.tokens.lifetime = 1;
    const inkwell = wire.client({ oauth });
    const end = performance.now() + 2_500;
    const statuses = new Set<number>();
    while (performance.now() < end) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => inkwell.audit.exportLog({ limit: 1 }).raw()));
      for (const { status } of answers) statuses.add(status);
    }
    expect([...statuses]).toEqual([200]);
    // Renewed at half of its life at the earliest: as many as there is time for, however many calls there are.
    expect(wire.server.tokens.issued).toBeGreaterThan(2);
    expect(wire.server.tokens.issued).toBeLessThanOrEqual((performance.now() - end + 2_500) / 500 + 1);
    expect(tokenRequests()).toHaveLength(wire.server.tokens.issued);
  });
});

describe("what goes wrong", () => {
  test("a wrong secret: a TokenError that does not repeat it", async () => {
    const inkwell = wire.client({ oauth: { ...oauth, clientSecret: "wr0ng-secret" } });
    const error = await failureOf(inkwell.audit.exportLog().raw());
    expect(error).toMatchObject({
      name: "TokenError",
      error: "invalid_client",
      status: 401,
      operationId: "exportAuditLog",
    });
    expect(inspect(error)).not.toContain("wr0ng-secret");
    expect(error).toBeInstanceOf(wire.sdk.TokenError);
  });

  test("a scope that is missing is no reason for another token", async () => {
    const inkwell = wire.client({ oauth: { ...oauth, scopes: ["posts:write"] } });
    expect(
      await failureOf(
        inkwell.audit
          .exportLog()
          .raw()
          .then(({ status }) => Promise.reject(status)),
      ),
    ).toBe(403);
    expect(wire.server.tokens.issued).toBe(1);
  });
});
