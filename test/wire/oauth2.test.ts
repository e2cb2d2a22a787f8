import { describe, expect, test, vi } from "vitest";
import { committedSdk, useWire } from "./support/wire.js";

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
});
