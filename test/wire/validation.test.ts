import { describe, expect, test } from "vitest";
import type { DriftEvent, NewPost } from "../../generated-example/sdk/index.js";
import { postId, userId } from "../example-server/start.js";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);

const ada = {
  id: userId(1),
  email: "ada@inkwell.example",
  name: "Ada Lovelace",
  role: "admin",
  createdAt: "2025-01-01T00:00:00Z",
};

/** Answers to `users.get()` that are not what the document says, and what each mode makes of them. */
const answers = [
  { what: "the right shape", body: ada, lenient: "as it is", strict: "as it is", reported: [] },
  { what: "an unknown key", body: { ...ada, shoeSize: 38 }, lenient: "as it is", strict: "as it is", reported: [] },
  {
    what: "an unknown enum value",
    body: { ...ada, role: "owner" },
    lenient: "as it is",
    strict: "an error",
    reported: ["role"],
  },
  {
    what: "a missing property",
    body: { ...ada, name: undefined },
    lenient: "an error",
    strict: "an error",
    reported: ["name"],
  },
  { what: "the wrong type", body: { ...ada, name: 7 }, lenient: "an error", strict: "an error", reported: ["name"] },
  { what: "not an object", body: [ada], lenient: "an error", strict: "an error", reported: [""] },
  {
    what: "a value that is too long",
    body: { ...ada, bio: "x".repeat(501) },
    lenient: "an error",
    strict: "an error",
    reported: ["bio"],
  },
] as const;

describe.each(answers)("a response with $what", ({ body, lenient, strict, reported }) => {
  const expected = JSON.parse(JSON.stringify(body)) as unknown;

  async function get(validate: "off" | "warn" | "lenient" | "strict" | undefined) {
    wire.server.fault({ kind: "wrong-shape", body });
    const drift: DriftEvent[] = [];
    const hooks = { onDrift: (event: DriftEvent) => void drift.push(event) };
    const result = await wire.inkwell.users.get({ userId: userId(1) }, { validate, hooks }).safe();
    return { result, drift: drift.flatMap(({ issues }) => issues.map(({ path }) => path.join("."))), events: drift };
  }

  test("off: it is not looked at", async () => {
    expect(await get("off")).toEqual({ result: { ok: true, status: 200, data: expected }, drift: [], events: [] });
  });

  test("warn: it is reported and never thrown", async () => {
    const { result, drift, events } = await get("warn");
    expect(result).toEqual({ ok: true, status: 200, data: expected });
    expect(drift).toEqual(reported);
    for (const event of events)
      expect(event).toMatchObject({ operationId: "getUser", direction: "response", status: 200 });
  });

  test.each([undefined, "lenient"] as const)(`lenient (%s): ${lenient}`, async (mode) => {
    const { result, drift } = await get(mode);
    if (lenient === "as it is") {
      expect(result).toEqual({ ok: true, status: 200, data: expected });
      expect(drift).toEqual(reported);
    } else {
      expect(result).toMatchObject({ ok: false, error: { name: "ResponseValidationError", status: 200 } });
      expect(drift).toEqual([]);
    }
  });

  test(`strict: ${strict}`, async () => {
    const { result, drift } = await get("strict");
    expect(drift).toEqual([]);
    if (strict === "as it is") expect(result).toEqual({ ok: true, status: 200, data: expected });
    else {
      const issues = reported.map((path) => ({ path: path === "" ? [] : [path] }));
      expect(result).toMatchObject({ ok: false, error: { name: "ResponseValidationError", issues } });
    }
  });
});

describe("what an API may come to have by growing", () => {
  const video = { type: "video", src: "https://inkwell.example/engine.webm" };

  async function getWith(block: object, validate?: "strict") {
    const { blocks, ...post } = await wire.inkwell.posts.get({ postId: postId(1) });
    wire.server.fault({ kind: "wrong-shape", body: { ...post, blocks: [...blocks, block] } });
    const drift: DriftEvent[] = [];
    const hooks = { onDrift: (event: DriftEvent) => void drift.push(event) };
    const result = await wire.inkwell.posts.get({ postId: postId(1) }, { validate, hooks }).safe();
    return { result, drift };
  }

  test("an unknown variant of a union is kept and reported", async () => {
    const { result, drift } = await getWith(video);
    expect(result).toMatchObject({ ok: true, data: { blocks: expect.arrayContaining([video]) } });
    expect(drift).toMatchObject([{ operationId: "getPost", issues: [{ path: ["blocks", 3, "type"] }] }]);
  });

  test("in strict mode it is an error", async () => {
    const { result } = await getWith(video, "strict");
    expect(result).toMatchObject({ ok: false, error: { name: "ResponseValidationError" } });
    expect(result).toHaveProperty("error.issues.0.path", ["blocks", 3, "type"]);
  });

  test("a known variant of the wrong shape is an error all the same", async () => {
    const { result } = await getWith({ type: "image", src: 7, alt: "" });
    expect(result).toMatchObject({ ok: false, error: { issues: [{ path: ["blocks", 3, "src"] }] } });
  });
});

describe("requests", () => {
  // Wrong on purpose: the types would not let it through.
  const untitled = { blocks: [{ type: "paragraph", text: "Text" }] } as unknown as NewPost;

  test("are not looked at by default: the server has the last word", async () => {
    expect(await failureOf(wire.inkwell.posts.create({ body: untitled }))).toMatchObject({ status: 422 });
  });

  test.each(["lenient", "strict"] as const)("%s: refused before anything is sent", async (request) => {
    const inkwell = wire.client({ apiKey: "test-key", validate: { request } });
    const body = { ...untitled, blocks: [] };
    const error = await failureOf(inkwell.posts.create({ body, "Idempotency-Key": "short" }));
    if (!wire.sdk.isRequestValidationError(error)) throw error;
    expect(error.issues.map(({ path }) => path.join("."))).toEqual(["Idempotency-Key", "body.title", "body.blocks"]);
    expect(error).toMatchObject({ operationId: "createPost", method: "POST" });
    expect(wire.server.requests).toHaveLength(0);
  });

  test("warn: reported and sent", async () => {
    const drift: DriftEvent[] = [];
    const options = {
      validate: { request: "warn" },
      hooks: { onDrift: (event: DriftEvent) => void drift.push(event) },
    } as const;
    expect(await failureOf(wire.inkwell.posts.create({ body: untitled }, options))).toMatchObject({ status: 422 });
    expect(drift).toMatchObject([{ direction: "request", status: undefined, issues: [{ path: ["body", "title"] }] }]);
  });

  test("what the document closes is closed in strict mode, and reported in lenient", async () => {
    const body = { name: "Ada", nickname: "The Enchantress" };
    const strict = await failureOf(wire.inkwell.users.update({ userId: userId(1), body }, { validate: "strict" }));
    expect(strict).toMatchObject({
      name: "RequestValidationError",
      issues: [{ path: ["body"], code: "unrecognized_keys" }],
    });
    expect(wire.server.requests).toHaveLength(0);
    const drift: DriftEvent[] = [];
    const hooks = { onDrift: (event: DriftEvent) => void drift.push(event) };
    await wire.inkwell.users.update({ userId: userId(1), body }, { validate: "lenient", hooks }).safe();
    expect(wire.server.requests).toHaveLength(1);
    expect(drift).toMatchObject([{ direction: "request" }]);
  });
});

test("the client's mode holds where the call says nothing", async () => {
  wire.server.fault({ kind: "wrong-shape", body: { ...ada, role: "owner" }, times: Infinity });
  const inkwell = wire.client({ apiKey: "test-key", validate: "strict" });
  expect(await failureOf(inkwell.users.get({ userId: userId(1) }))).toBeInstanceOf(wire.sdk.ResponseValidationError);
  const lenient = await inkwell.users.get({ userId: userId(1) }, { validate: { response: "lenient" } });
  expect(lenient.role).toBe("owner");
});

test("`schemas` are exact: they accept what the document accepts, nothing more", () => {
  const { schemas } = wire.sdk;
  expect(schemas.User.safeParse(ada).success).toBe(true);
  expect(schemas.User.safeParse({ ...ada, role: "owner" }).success).toBe(false);
  expect(schemas.UserPatch.safeParse({ nickname: "The Enchantress" }).success).toBe(false);
  expect(schemas.Tag.safeParse("not a tag").success).toBe(false);
});
