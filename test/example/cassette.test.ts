/** Record and replay: what the example server has answered is answered again without it, and no secret is in the cassette. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConnectionError, Inkwell, NotFoundProblem } from "../../generated-example/sdk/index.js";
import { type ReplayedInkwell, record, replay } from "../../generated-example/sdk/testing.js";
import { postId, type Inkwell as Server, startInkwell } from "../example-server/start.js";

const folder = mkdtempSync(join(tmpdir(), "sdkwright-cassette-"));
const path = join(folder, "cassettes/inkwell.json");
const password = 'differential "analyzer"';
const oauth = { clientId: "inkwell-client", clientSecret: "inkwell-secret" };
let server: Server;
let recorded: unknown;

beforeAll(async () => {
  server = await startInkwell({ posts: 30, users: 12, media: 3, auditEntries: 5_000, downloadSize: 5_000 });
  await using inkwell = new Inkwell({
    baseUrl: server.url,
    apiKey: "test-key",
    basic: { username: "ada", password: "lovelace" },
    oauth,
    retry: { baseDelay: 1 },
  });
  const recording = record(inkwell, path, { secrets: ["of-my-own"] });
  server.fault({ kind: "status", status: 503, operationId: "getPost" });
  recorded = await exercise(recording.client);
  await recording.save();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

/** The code under test: JSON, errors, retries, pages, bytes, forms, lines, logins. */
async function exercise(inkwell: Inkwell): Promise<unknown> {
  const first = await inkwell.posts.get({ postId: postId(1) });
  const gone = await inkwell.posts.get({ postId: postId(999) }).catch((error: unknown) => error);
  const created = await inkwell.posts.create({ body: { title: "New", blocks: [{ type: "code", code: "of-my-own" }] } });
  const users = await inkwell.users.list({ limit: 5 }, { query: { api_key: "in-the-query" } }).toArray({ limit: 12 });
  const file = await (await inkwell.media.download({ mediaId: "med_00000001" })).bytes();
  const upload = await inkwell.media.upload({ body: { file: new Blob(["abc"]), alt: "A" } });
  const entries: number[] = [];
  for await (const { sequence } of inkwell.audit.exportLog({ limit: 7 })) entries.push(sequence);
  const body = { email: "kay@inkwell.example", name: "Kay", role: "writer", password } as const;
  const user = await inkwell.users.create({ body });
  return {
    first,
    gone: gone instanceof NotFoundProblem ? gone.body : gone,
    created: { ...created, blocks: created.blocks.length },
    users: users.map(({ name }) => name),
    file: Buffer.from(file).toString("hex"),
    upload,
    entries,
    user,
  };
}

function replayed(): ReplayedInkwell {
  return replay(path, { apiKey: "another-key", oauth, bearerToken: undefined });
}

test("what was recorded is answered again, without the server", async () => {
  const before = server.requests.length;
  const api = replayed();
  expect(await exercise(api.client)).toEqual(recorded);
  api.verify();
  expect(server.requests).toHaveLength(before);
  expect(api.calls("getPost").map(({ params }) => params.postId)).toEqual([postId(1), postId(1), postId(999)]);
  // The last of its kind goes on answering.
  expect((await api.client.posts.get({ postId: postId(1) })).id).toBe(postId(1));
});

test("no secret is in the cassette", () => {
  const text = readFileSync(path, "utf8");
  const secrets = [
    "test-key",
    btoa("ada:lovelace"),
    "inkwell-secret",
    "analyzer",
    "of-my-own",
    "in-the-query",
    "Basic ",
    "Bearer ",
  ];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).toContain('\\"password\\":\\"REDACTED\\"');
  expect(text).toContain("api_key=REDACTED");
  expect(text).not.toContain("/oauth/token");
  const issued = server.requests.map(({ headers }) => /^Bearer (.+)/.exec(String(headers["authorization"]))?.[1]);
  expect(issued.filter((token) => token !== undefined && text.includes(token))).toEqual([]);
});

test("a call that was not recorded says what is closest", async () => {
  const api = replayed();
  const list = api.client.users.list({ limit: 6 }, { query: { api_key: "x" } });
  await expect(list).rejects.toThrow(
    /^Not recorded: GET \/v1\/users\?limit=6&api_key=REDACTED\n {2}Closest recorded: GET \/v1\/users\?limit=5/,
  );
  await expect(api.client.users.list({ limit: 6 })).rejects.toThrow(/query\.limit is \["6"\], expected \["5"\]/);
  const create = api.client.posts.create({ body: { title: "Other", blocks: [{ type: "code", code: "of-my-own" }] } });
  await expect(create).rejects.toThrow(/Closest recorded: POST \/v1\/posts: body\.title is "Other", expected "New"/);
  await expect(api.client.posts.delete({ postId: postId(1) })).rejects.toThrow(
    /Not recorded: DELETE .*\n.*the method is DELETE/,
  );
  expect(api.unexpected).toHaveLength(4);
  expect(() => api.verify()).toThrow("Not recorded: GET /v1/users?limit=6");
});

test("what nobody asks for is found", async () => {
  const api = replayed();
  await api.client.posts.get({ postId: postId(999) }).safe();
  expect(() => api.verify()).toThrow(/^Recorded, but not asked for:\n {2}GET \/v1\/posts\/9057/);
});

test("a file that is no cassette is told", () => {
  expect(() => replay(join(folder, "none.json"))).toThrow(/^The cassette can't be read: ENOENT.* Record it with/);
  writeFileSync(join(folder, "other.json"), '{"format":2}');
  expect(() => replay(join(folder, "other.json"))).toThrow("is no cassette of format 1");
  writeFileSync(join(folder, "broken.json"), "{");
  expect(() => replay(join(folder, "broken.json"))).toThrow("is no JSON");
});

test("a cassette may be given as it is; a stream that was left early is replayed as far as it was read", async () => {
  await using inkwell = new Inkwell({ baseUrl: server.url, oauth });
  const recording = record(inkwell);
  for await (const _entry of recording.client.audit.exportLog()) break;
  const { cassette } = recording;
  expect(cassette.exchanges[0]?.response.partial).toBe(true);
  const { client } = replay(cassette, { oauth, bearerToken: undefined });
  for await (const { sequence } of client.audit.exportLog()) {
    expect(sequence).toBe(1);
    break;
  }
  const readOn = async (): Promise<void> => {
    for await (const { sequence } of client.audit.exportLog()) expect(sequence).toBeGreaterThan(0);
  };
  await expect(readOn()).rejects.toThrow(ConnectionError);
  await expect(recording.save()).rejects.toThrow("There is no path");
});
