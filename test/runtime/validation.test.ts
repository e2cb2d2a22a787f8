import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import {
  ConfigurationError,
  type DriftEvent,
  RequestValidationError,
  ResponseValidationError,
  type SchemaThunk,
  type ValidationMode,
} from "../../src/runtime/index.js";
import { validateValue } from "../../src/runtime/validate.js";
import { closeClients, makeClient, operation } from "./support/client.js";
import { answerJson, startServer, type TestServer } from "./support/server.js";

const Status = z.enum(["open", "closed"]);
const Cat = z.looseObject({ kind: z.literal("cat"), lives: z.number() });
const Dog = z.looseObject({ kind: z.literal("dog"), barks: z.boolean() });
const MaybeCat = z.looseObject({ kind: z.literal("cat"), lives: z.number().optional() });
const MaybeDog = z.looseObject({ kind: z.literal("dog"), barks: z.boolean().optional() });
const Exact = z.strictObject({ id: z.number() });

describe("lenient validation", () => {
  it.each<[string, unknown, unknown, "valid" | "drift" | "invalid"]>([
    ["what fits", z.number(), 1, "valid"],
    ["unknown keys of an open object", z.looseObject({}), { a: 1 }, "valid"],
    ["unknown keys of a closed object", Exact, { id: 1, more: 2 }, "drift"],
    ["a missing key", Exact, {}, "invalid"],
    ["an unknown key beside a missing one", Exact, { more: 2 }, "invalid"],
    ["an unknown enum value", Status, "paused", "drift"],
    ["a number for a string enum", Status, 1, "invalid"],
    ["null for an enum", Status, null, "invalid"],
    ["a missing enum", z.object({ status: Status }), {}, "invalid"],
    [
      "an unknown enum value deep inside",
      z.object({ items: z.array(z.object({ status: Status })) }),
      { items: [{ status: "open" }, { status: "x" }] },
      "drift",
    ],
    ["an unknown nullable enum value", z.object({ status: Status.nullable() }), { status: "x" }, "drift"],
    ["a wrong type", z.string(), 1, "invalid"],
    ["a wrong format", z.email(), "x", "invalid"],
    ["a known variant", z.discriminatedUnion("kind", [Cat, Dog]), { kind: "cat", lives: 9 }, "valid"],
    ["an unknown variant", z.discriminatedUnion("kind", [Cat, Dog]), { kind: "bird" }, "drift"],
    ["a variant without its discriminator", z.discriminatedUnion("kind", [Cat, Dog]), {}, "invalid"],
    ["a broken known variant", z.discriminatedUnion("kind", [Cat, Dog]), { kind: "cat" }, "invalid"],
    ["an unknown variant in a list", z.array(z.discriminatedUnion("kind", [Cat, Dog])), [{ kind: "bird" }], "drift"],
    ["a plain union of which a branch only drifts", z.union([Exact, z.string()]), { id: 1, more: 1 }, "drift"],
    ["a plain union that nothing fits", z.union([z.object({ a: z.number() }), z.string()]), true, "invalid"],
    ["an unknown variant of a plain union", z.union([Cat, Dog]), { kind: "bird", wings: 2 }, "drift"],
    ["a plain union without its tag", z.union([Cat, Dog]), { wings: 2 }, "invalid"],
    ["a plain union with a tag of another type", z.union([Cat, Dog]), { kind: 7 }, "invalid"],
    ["a known variant of a plain union that lacks a field", z.union([Cat, Dog]), { kind: "dog" }, "invalid"],
    ["a plain union with a wrong field", z.union([Cat, Dog]), { kind: "cat", lives: "nine" }, "invalid"],
    [
      "a wrong field of the variant that its tag names, where the others ask for nothing but their own",
      z.union([MaybeCat, MaybeDog]),
      { kind: "dog", barks: "loudly" },
      "invalid",
    ],
    ["an unknown variant beside text", z.union([z.string(), MaybeCat]), { kind: "bird" }, "drift"],
    [
      "an unknown enum value within a union",
      z.union([z.number(), z.object({ status: Status })]),
      { status: "x" },
      "drift",
    ],
    [
      "two branches of a oneOf at once",
      z.xor([z.looseObject({ a: z.number() }), z.looseObject({ b: z.number() })]),
      { a: 1, b: 2 },
      "drift",
    ],
    ["a record's wrong value", z.record(z.string(), z.number()), { a: "x" }, "invalid"],
    ["what a lazy schema builds", z.lazy(() => Status), "x", "drift"],
    ["what is no schema at all", undefined, "x", "valid"],
  ])("%s", (_name, schema, value, want) => {
    expect(validateValue(() => schema, value, "lenient").kind).toBe(want);
  });

  it("keeps a value that drifts as it came", () => {
    const value = { id: 1, more: 2 };
    const verdict = validateValue(() => Exact, value, "lenient");
    expect(verdict).toMatchObject({ kind: "drift", value });
  });

  it("names the tag that no branch has", () => {
    const schema = z.object({ pets: z.array(z.union([Cat, Dog])) });
    const verdict = validateValue(() => schema, { pets: [{ kind: "bird", lives: "x" }] }, "lenient");
    expect(verdict).toMatchObject({ kind: "drift", issues: [{ path: ["pets", 0, "kind"], code: "invalid_union" }] });
  });

  it("names the place in the branch of a union that came closest", () => {
    const schema = z.object({ pet: z.union([Cat, z.string(), z.looseObject({ a: z.number(), b: z.number() })]) });
    const verdict = validateValue(() => schema, { pet: { kind: "cat", lives: "nine" } }, "lenient");
    expect(verdict).toMatchObject({ kind: "invalid", issues: [{ path: ["pet", "lives"], code: "invalid_type" }] });
  });
});

describe("the modes", () => {
  it.each<[ValidationMode, unknown, string]>([
    ["off", "wrong", "valid"],
    ["warn", "wrong", "drift"],
    ["warn", { id: 1, more: 1 }, "drift"],
    ["lenient", "wrong", "invalid"],
    ["strict", { id: 1, more: 1 }, "invalid"],
    ["strict", { id: 1 }, "valid"],
  ])("%s: %j is %s", (mode, value, want) => {
    expect(validateValue(() => Exact, value, mode).kind).toBe(want);
  });

  it("build a schema once", () => {
    let built = 0;
    const thunk: SchemaThunk = () => {
      built += 1;
      return Exact;
    };
    validateValue(thunk, {}, "off");
    expect(built).toBe(0);
    validateValue(thunk, {}, "lenient");
    validateValue(thunk, {}, "strict");
    expect(built).toBe(1);
  });
});

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

const getPet = operation({
  params: [
    { name: "limit", in: "query", schema: () => z.number().max(10) },
    { name: "status", in: "query", schema: () => Status },
    { name: "owner", in: "query", required: true },
  ],
  body: { required: true, content: { "application/json": { schema: () => Exact }, "text/plain": {} } },
  method: "POST",
  responses: { 200: { content: { "application/json": { schema: () => Exact } } } },
});

describe("a response", () => {
  const call = async (body: unknown, validate?: ValidationMode, drift: DriftEvent[] = []) => {
    server = await startServer(answerJson(body));
    const hooks = { onDrift: (event: DriftEvent) => void drift.push(event) };
    return makeClient({ baseUrl: server.url, hooks }).call(getPet, { owner: 1 }, { validate: { response: validate } });
  };

  it("of the wrong shape is a ResponseValidationError with all its issues", async () => {
    const error = await call({ id: "7" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResponseValidationError);
    expect(error).toMatchObject({
      status: 200,
      operationId: "getPet",
      body: { id: "7" },
      issues: [{ path: ["id"], code: "invalid_type", message: "Invalid input: expected number, received string" }],
    });
    expect(String(error)).toContain("id: Invalid input: expected number, received string");
    expect(JSON.stringify(error)).not.toContain('"body"');
  });

  it("that has grown is handed over and reported", async () => {
    const drift: DriftEvent[] = [];
    expect(await call({ id: 7, more: 1 }, undefined, drift)).toEqual({ id: 7, more: 1 });
    expect(drift).toMatchObject([
      { operationId: "getPet", direction: "response", status: 200, issues: [{ code: "unrecognized_keys", path: [] }] },
    ]);
  });

  it.each<[ValidationMode, boolean]>([
    ["off", true],
    ["warn", true],
    ["lenient", false],
    ["strict", false],
  ])("of the wrong shape with %s", async (mode, isHandedOver) => {
    const result = await call([], mode).catch((reason: unknown) => reason);
    if (isHandedOver) expect(result).toEqual([]);
    else expect(result).toBeInstanceOf(ResponseValidationError);
  });
});

describe("what the SDK was generated with", () => {
  const getExact = operation({ responses: { 200: { content: { "application/json": { schema: () => Exact } } } } });
  const serve = async (body: unknown): Promise<string> => {
    server = await startServer(answerJson(body));
    return server.url;
  };

  it("holds where nobody says otherwise", async () => {
    const client = makeClient({ baseUrl: await serve({ id: "x" }) }, { validate: { request: "off", response: "off" } });
    expect(await client.call(getExact, undefined)).toEqual({ id: "x" });
    const checked = client.call(getExact, undefined, { validate: { response: "lenient" } });
    await expect(checked).rejects.toBeInstanceOf(ResponseValidationError);
    await expect(client.with({ validate: "strict" }).call(getExact, undefined)).rejects.toBeInstanceOf(
      ResponseValidationError,
    );
  });

  it("may be no schemas at all: then nobody can ask for validation", async () => {
    const options = { baseUrl: await serve({ id: "x" }) };
    const client = makeClient(options, { hasSchemas: false });
    expect(await client.call(operation(), undefined)).toEqual({ id: "x" });
    expect(await client.call(operation(), undefined, { validate: "off" })).toEqual({ id: "x" });
    const says = /generated without schemas/;
    await expect(client.call(operation(), undefined, { validate: "warn" })).rejects.toThrow(says);
    await expect(client.call(operation(), undefined, { validate: { request: "strict" } })).rejects.toThrow(says);
    expect(() => makeClient({ ...options, validate: "lenient" }, { hasSchemas: false })).toThrow(ConfigurationError);
    // A call that was refused is not waited for.
    await client.close();
  });
});

describe("a request", () => {
  const call = async (params: object, request: ValidationMode, drift: DriftEvent[] = []) => {
    server = await startServer(answerJson({ id: 1 }));
    const hooks = { onDrift: (event: DriftEvent) => void drift.push(event) };
    return makeClient({ baseUrl: server.url, hooks, validate: { request } }).call(getPet, params);
  };

  it("is not checked unless somebody asks", async () => {
    server = await startServer(answerJson({ id: 1 }));
    expect(await makeClient({ baseUrl: server.url }).call(getPet, { limit: "x" })).toEqual({ id: 1 });
  });

  it("is refused before anything is sent, with every issue's place", async () => {
    const error = await call({ limit: 11, body: { id: "x" } }, "lenient").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RequestValidationError);
    expect((error as RequestValidationError).issues.map((issue) => issue.path)).toEqual([
      ["limit"],
      ["owner"],
      ["body", "id"],
    ]);
    expect(server?.requests).toHaveLength(0);
  });

  it("needs a body that is required", async () => {
    await expect(call({ owner: 1 }, "strict")).rejects.toThrow("body: is required");
  });

  it("may hold what the document doesn't know yet", async () => {
    const drift: DriftEvent[] = [];
    await call({ owner: 1, status: "paused", body: { id: 1 } }, "lenient", drift);
    expect(drift).toMatchObject([{ direction: "request", status: undefined, issues: [{ path: ["status"] }] }]);
  });

  it("is only reported with warn", async () => {
    const drift: DriftEvent[] = [];
    await call({ limit: "x", body: { id: 1 } }, "warn", drift);
    expect(drift[0]?.issues.map((issue) => issue.path)).toEqual([["limit"], ["owner"]]);
  });

  it("is checked against the schema of the chosen media type", async () => {
    expect(await call({ owner: 1, body: "x", contentType: "text/plain" }, "strict")).toEqual({ id: 1 });
  });
});
