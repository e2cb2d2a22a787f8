import { describe, expect, test } from "vitest";
import { diff } from "../../../src/api.js";
import { cli, withFolder } from "../cli/terminal.js";

interface Parts {
  readonly title?: string;
  readonly paths?: Readonly<Record<string, unknown>>;
  readonly schemas?: Readonly<Record<string, unknown>>;
  readonly extra?: Readonly<Record<string, unknown>>;
}

const pet = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, tag: { type: "string", enum: ["a", "b"] } },
};

function json(schema: unknown): object {
  return { content: { "application/json": { schema } } };
}

/** An operation that takes and gives, with what differs. */
function operation(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    operationId: "listPets",
    tags: ["pets"],
    responses: { "200": { description: "Fine.", ...json({ $ref: "#/components/schemas/Pet" }) } },
    ...changes,
  };
}

function api({
  title = "Petstore",
  paths = { "/pets": { get: operation() } },
  schemas = { Pet: pet },
  extra = {},
}: Parts): string {
  return JSON.stringify({ openapi: "3.1.0", info: { title, version: "1" }, paths, components: { schemas }, ...extra });
}

/** `impact subject: message` of each change. */
async function changes(before: Parts, after: Parts): Promise<readonly string[]> {
  return withFolder({ "a.json": api(before), "b.json": api(after) }, async (cwd) => {
    const result = await diff("a.json", "b.json", { cwd });
    expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    return (result.changes ?? []).map(({ impact, subject, message }) => `${impact} ${subject}: ${message}`);
  });
}

const withGet = (changed: Readonly<Record<string, unknown>>): Parts => ({
  paths: { "/pets": { get: operation(changed) } },
});
const param = (schema: unknown, required = false) => ({ name: "limit", in: "query", required, schema });

describe("operations", () => {
  test.each<{ name: string; before: Parts; after: Parts; want: readonly string[] }>([
    { name: "nothing", before: {}, after: {}, want: [] },
    {
      name: "one is gone, one is new",
      before: {},
      after: { paths: { "/cats": { get: operation({ operationId: "listCats" }) } } },
      want: ["breaking pets.list: is gone (GET /pets)", "additive pets.listCats: is new (GET /cats)"],
    },
    {
      name: "renamed",
      before: {},
      after: withGet({ operationId: "allPets" }),
      want: [
        "breaking pets.all: the function `listPets` is now `allPets`",
        "breaking pets.all: the method `pets.list` is now `pets.all`",
      ],
    },
    {
      name: "another path",
      before: {},
      after: { paths: { "/v2/pets": { get: operation() } } },
      want: ["docs pets.list: sends GET /v2/pets instead of GET /pets"],
    },
    {
      name: "a new parameter",
      before: {},
      after: withGet({ parameters: [param({ type: "integer" })] }),
      want: ["additive pets.list: the parameter `limit` is new"],
    },
    {
      name: "a new required parameter",
      before: {},
      after: withGet({ parameters: [param({ type: "integer" }, true)] }),
      want: ["breaking pets.list: the parameter `limit` is new and required"],
    },
    {
      name: "a parameter takes more",
      before: withGet({ parameters: [param({ enum: ["x"] }, true)] }),
      after: withGet({ parameters: [param({ enum: ["x", "y"] })] }),
      want: [
        "additive pets.list: the parameter `limit` is no longer required",
        'additive pets.list: the parameter `limit` may now be "y"',
      ],
    },
    {
      name: "a parameter takes less",
      before: withGet({ parameters: [param({ type: "string" })] }),
      after: withGet({ parameters: [param({ type: "string", enum: ["x"] })] }),
      want: ['breaking pets.list: the parameter `limit` is "x" instead of string'],
    },
    {
      name: "another type of parameter",
      before: withGet({ parameters: [param({ type: "string" })] }),
      after: withGet({ parameters: [param({ type: "array", items: { type: "string" } })] }),
      want: ["breaking pets.list: the parameter `limit` is string[] instead of string"],
    },
    {
      name: "a body",
      before: withGet({ operationId: "x" }),
      after: withGet({ operationId: "x", requestBody: { required: true, ...json({ type: "string" }) } }),
      want: ["breaking pets.x: takes a body, which is required"],
    },
    {
      name: "another status of success",
      before: {},
      after: withGet({ responses: { "201": { description: "Fine." } } }),
      want: ["breaking pets.list: no longer answers 200", "breaking pets.list: may now answer 201 as well"],
    },
    {
      name: "an error that is declared",
      before: {},
      after: withGet({
        responses: {
          "200": { description: "", ...json({ $ref: "#/components/schemas/Pet" }) },
          "404": { description: "" },
        },
      }),
      want: ["additive pets.list: declares that it throws `NotFoundError` (404)"],
    },
    {
      name: "words and deprecation",
      before: {},
      after: withGet({ summary: "All of them", deprecated: true }),
      want: ["docs pets.list: is deprecated", "docs pets.list: is described in other words"],
    },
    {
      name: "credentials",
      before: {},
      after: {
        extra: {
          security: [{ key: [] }],
          components: { schemas: { Pet: pet }, securitySchemes: { key: { type: "http", scheme: "bearer" } } },
        },
      },
      want: ["breaking pets.list: now needs credentials", "additive Petstore: takes the credential `auth.key`"],
    },
    {
      name: "parameters of the client",
      before: { extra: { "x-fern-global-headers": [{ header: "X-Tenant", name: "tenant" }] } },
      after: { extra: { "x-fern-global-headers": [{ header: "X-Shop", name: "shop" }] } },
      want: [
        "breaking Petstore: the client's `params.tenant` is gone",
        "additive Petstore: the client takes `params.shop`",
      ],
    },
    {
      name: "the title",
      before: {},
      after: { title: "Zoo" },
      want: ["breaking Zoo: the client class `Petstore` is now `Zoo`"],
    },
  ])("$name", async ({ before, after, want }) => {
    expect(await changes(before, after)).toEqual(want);
  });
});

describe("types, by where their values come from", () => {
  const sent = {
    paths: {
      "/pets": {
        post: operation({
          requestBody: json({ $ref: "#/components/schemas/Pet" }),
          responses: { "204": { description: "" } },
        }),
      },
    },
  };
  const both = { paths: { "/pets": { post: operation({ requestBody: json({ $ref: "#/components/schemas/Pet" }) }) } } };
  const changed = (properties: object, required = ["id"]) => ({ Pet: { type: "object", required, properties } });
  const id = { type: "string" };
  const tag = { type: "string", enum: ["a", "b"] };

  test.each<{ name: string; schemas: Parts["schemas"]; got: readonly string[]; given: readonly string[] }>([
    {
      name: "a new property",
      schemas: changed({ id, tag, age: { type: "number" } }),
      got: ["additive Pet: `age` is new"],
      given: ["additive Pet: `age` is new"],
    },
    {
      name: "a new required property",
      schemas: changed({ id, tag, age: { type: "number" } }, ["id", "age"]),
      got: ["additive Pet: `age` is new"],
      given: ["breaking Pet: `age` is new and required"],
    },
    {
      name: "a property less",
      schemas: changed({ id }),
      got: ["breaking Pet: `tag` is gone"],
      given: ["breaking Pet: `tag` is gone"],
    },
    {
      name: "no longer required",
      schemas: changed({ id, tag }, []),
      got: ["breaking Pet: `id` is no longer always there"],
      given: ["additive Pet: `id` is no longer always there"],
    },
    {
      name: "now required",
      schemas: changed({ id, tag }, ["id", "tag"]),
      got: ["additive Pet: `tag` is now required"],
      given: ["breaking Pet: `tag` is now required"],
    },
    {
      name: "nullable",
      schemas: changed({ id: { type: ["string", "null"] }, tag }),
      got: ["breaking Pet: `id` may now be null"],
      given: ["additive Pet: `id` may now be null"],
    },
    {
      name: "a value more",
      schemas: changed({ id, tag: { enum: ["a", "b", "c"] } }),
      got: ['additive Pet: `tag` may now be "c"'],
      given: ['additive Pet: `tag` may now be "c"'],
    },
    {
      name: "a value less",
      schemas: changed({ id, tag: { enum: ["a"] } }),
      got: ['additive Pet: `tag` is no longer "b"'],
      given: ['breaking Pet: `tag` is no longer "b"'],
    },
    {
      name: "anything",
      schemas: changed({ id: {}, tag }),
      got: ["breaking Pet: `id` is unknown instead of string"],
      given: ["additive Pet: `id` is unknown instead of string"],
    },
    {
      name: "another type",
      schemas: changed({ id: { type: "number" }, tag }),
      got: ["breaking Pet: `id` is number instead of string"],
      given: ["breaking Pet: `id` is number instead of string"],
    },
    {
      name: "deep inside",
      schemas: changed({ id, tag, owner: { type: "object", properties: { name: id } } }),
      got: ["additive Pet: `owner` is new"],
      given: ["additive Pet: `owner` is new"],
    },
  ])("$name", async ({ schemas, got, given }) => {
    expect(await changes({}, { ...(schemas && { schemas }) })).toEqual(got);
    expect(await changes(sent, { ...sent, ...(schemas && { schemas }) })).toEqual(given);
    // What is both sent and received must suit both.
    const impacts = [...got, ...given].map((text) => text.split(" ")[0]);
    const [found] = await changes(both, { ...both, ...(schemas && { schemas }) });
    expect(found?.split(" ")[0]).toBe(impacts.includes("breaking") ? "breaking" : "additive");
  });

  test("a type that refers to itself", async () => {
    const node = (next: object) => ({
      Pet: { type: "object", properties: { next: { $ref: "#/components/schemas/Pet" }, ...next } },
    });
    expect(await changes({ schemas: node({}) }, { schemas: node({ x: id }) })).toEqual(["additive Pet: `x` is new"]);
  });

  test("a type under another name is the same type, and a name that is gone", async () => {
    const renamed = {
      paths: {
        "/pets": {
          get: operation({
            responses: { "200": { description: "Fine.", ...json({ $ref: "#/components/schemas/Animal" }) } },
          }),
        },
      },
      schemas: { Animal: pet },
    };
    expect(await changes({}, renamed)).toEqual(["breaking Pet: is gone", "additive Animal: is new"]);
  });
});

describe("the command", () => {
  const files = { "a.json": api({}), "b.json": api({ schemas: { Pet: { ...pet, required: [] } } }), "bad.json": "{" };

  test("text, Markdown and JSON; exit code 3 on request", () =>
    withFolder(files, async (cwd) => {
      const run = (...argv: readonly string[]) => cli(["diff", "a.json", "b.json", "--cwd", cwd, ...argv]);
      const text = await run();
      expect(text).toMatchObject({
        code: 0,
        stdout:
          "Breaking (1)\n  Pet: `id` is no longer always there\n\nThis asks for a new major version: code that uses the SDK may have to change.\n",
      });
      expect((await run("--markdown")).stdout).toContain(
        "### Breaking (1)\n\n- **Pet** `id` is no longer always there",
      );
      expect(JSON.parse((await run("--json")).stdout)).toEqual({
        format: 1,
        bump: "major",
        counts: { breaking: 1, additive: 0, docs: 0 },
        changes: [{ impact: "breaking", area: "model", subject: "Pet", message: "`id` is no longer always there" }],
      });
      expect((await run("--fail-on", "breaking")).code).toBe(3);
      expect((await cli(["diff", "b.json", "a.json", "--cwd", cwd, "--fail-on", "breaking"])).code).toBe(0);
    }));

  test("a document that cannot be read, and one that is missing", () =>
    withFolder(files, async (cwd) => {
      expect((await cli(["diff", "a.json", "bad.json", "--cwd", cwd])).code).toBe(1);
      expect((await cli(["diff", "a.json", "--cwd", cwd])).stderr).toContain("which documents?");
      expect((await cli(["diff", "a.json", "b.json", "c.json", "--cwd", cwd])).code).toBe(2);
    }));

  test("what a document says is text in Markdown", async () => {
    const hostile = {
      paths: { "/pets": { get: operation({ tags: ["<script>"] }) } },
      schemas: { Pet: pet, "[x](javascript:1)": pet },
    };
    await withFolder({ "a.json": api({}), "b.json": api(hostile) }, async (cwd) => {
      const { stdout } = await cli(["diff", "a.json", "b.json", "--cwd", cwd, "--markdown"]);
      expect(stdout).not.toMatch(/<script>|\]\(javascript/);
    });
  });
});
