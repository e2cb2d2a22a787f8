import { readFileSync } from "node:fs";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { statusClass, statusWords } from "../../../src/model/http-status.js";
import { clientMembers, clientOptionNames } from "../../../src/plan/reserved-names.js";
import { compilePart, compileText, wholeDocument } from "../../scenarios/support/compile.js";

function titled(title: string, version = "1.0.0") {
  return compileText(JSON.stringify({ ...wholeDocument({}), info: { title, version } }));
}

describe("the SDK's name", () => {
  test.each([
    ["Petstore", "Petstore"],
    ["Swagger Petstore - OpenAPI 3.0", "Petstore"],
    ["1Password", "OnePassword"],
    ["1Password Connect API", "OnePasswordConnect"],
    ["23andMe API", "Api23andMe"],
    ["3", "Api"],
    ["GitHub v3 REST API", "GitHub"],
    ["API", "API"],
    ["Stripe: payments, and more", "Stripe"],
    ["", "Api"],
    ["***", "Api"],
    ["`*/ evil()", "Evil"],
    ["Error", "Error"],
  ])("%j becomes %s", async (title, want) => {
    expect((await titled(title)).plan.name).toBe(want);
  });

  test("an option wins over the title", async () => {
    const { plan } = await compilePart({}, { name: "pet shop" });
    expect([plan.name, plan.className.text, plan.optionsName.text]).toEqual(["PetShop", "PetShop", "PetShopOptions"]);
  });

  test.each(["ApiClient", "NotFoundError"])("%s is the runtime's: the class gets another", async (title) => {
    const { plan } = await titled(title);
    expect(plan.className.text).toBe(`${title}Client`);
  });

  test.each([
    ["1.0.0", "example/1.0.0"],
    ["v1 (beta)", "example/v1-beta"],
    ["1.0\r\nX-Evil: 1", "example/1.0-X-Evil-1"],
    ["", "example/0"],
    ["版本", "example/0"],
  ])("version %j in the User-Agent", async (version, want) => {
    expect((await titled("Example", version)).plan.userAgent).toBe(want);
  });
});

describe("models", () => {
  const cases: readonly { name: string; given: readonly string[]; want: readonly string[] }[] = [
    {
      name: "as the document writes them",
      given: ["Pet", "HTTPError", "pet_list", "a b"],
      want: ["Pet", "HTTPError", "PetList", "AB"],
    },
    { name: "names that become one", given: ["Pet", "pet", "PET", "p-et"], want: ["Pet", "PetModel", "PET", "PEt"] },
    {
      name: "names of the runtime's classes",
      given: ["ApiError", "NotFoundError"],
      want: ["ApiErrorModel", "NotFoundErrorModel"],
    },
    { name: "names of its types are free", given: ["Schema", "Attempt"], want: ["Schema", "Attempt"] },
    { name: "the client's own name", given: ["Example"], want: ["ExampleModel"] },
    {
      name: "globals",
      given: ["Array", "Promise", "Record", "String"],
      want: ["Array", "Promise", "Record", "String"],
    },
    {
      name: "what no identifier can be",
      given: ["2fa", "__proto__", "constructor", "***"],
      want: ["X2Fa", "Proto", "Constructor", "Schema"],
    },
  ];
  test.each(cases)("$name", async ({ given, want }) => {
    const part = Object.fromEntries(
      given.map((name) => [name, { type: "object", properties: { a: { type: "string" } } }]),
    );
    const { api, plan } = await compilePart({ components: { schemas: part } });
    expect([...api.schemas.keys()].map((id) => plan.typeOf(id).name.text)).toEqual(want);
  });
});

describe("errors", () => {
  const problem = { type: "object", properties: { title: { type: "string" } } };
  const answer = (schema: object) => ({ description: "No.", content: { "application/problem+json": { schema } } });
  const ref = { $ref: "#/components/schemas/Problem" };

  async function classes(responses: object, schemas: object = { Problem: problem }) {
    const { plan } = await compilePart({
      components: { schemas },
      paths: {
        "/pets": { get: { operationId: "listPets", responses: { 200: { description: "Fine." }, ...responses } } },
      },
    });
    return plan.errors.map(({ name, base, status }) => `${status} ${name.text} < ${base.name.text}`);
  }

  test("one class for each status and body, below the class of the status", async () => {
    const statuses = ["400", "401", "403", "404", "409", "422", "429", "418", "500", "503", "4XX", "5XX", "default"];
    expect(await classes(Object.fromEntries(statuses.map((status) => [status, answer(ref)])))).toEqual([
      "400 BadRequestProblem < BadRequestError",
      "401 AuthenticationProblem < AuthenticationError",
      "403 AuthorizationProblem < AuthorizationError",
      "404 NotFoundProblem < NotFoundError",
      "409 ConflictProblem < ConflictError",
      "418 Status418Problem < ApiError",
      "422 UnprocessableEntityProblem < UnprocessableEntityError",
      "429 RateLimitProblem < RateLimitError",
      "500 InternalServerProblem < ServerError",
      "503 ServiceUnavailableProblem < ServerError",
      "4XX ClientProblem < ApiError",
      "5XX ServerProblem < ServerError",
      "default UnexpectedProblem < ApiError",
    ]);
  });

  test("a body without a type of its own is thrown as the runtime's class", async () => {
    expect(await classes({ 404: { description: "No." }, 409: answer({ type: "string" }) })).toEqual([]);
  });

  test("a schema that is called like its class already", async () => {
    expect(
      await classes({ 404: answer({ $ref: "#/components/schemas/NotFoundProblem" }) }, { NotFoundProblem: problem }),
    ).toEqual(["404 ExampleNotFoundProblem < NotFoundError"]);
  });

  test("a class that would be called like the runtime's", async () => {
    const [found] = await classes({ 404: answer({ $ref: "#/components/schemas/Error" }) }, { Error: problem });
    expect(found).toBe("404 ExampleNotFoundError < NotFoundError");
  });

  test("the words of a status", () => {
    expect(["404", "499", "4XX", "5XX", "default"].map(statusWords)).toEqual([
      "NotFound",
      "Status499",
      "Client",
      "Server",
      "Unexpected",
    ]);
    expect(["404", "418", "500", "599", "5XX", "4XX", "default"].map(statusClass)).toEqual([
      "NotFoundError",
      "ApiError",
      "ServerError",
      "ServerError",
      "ServerError",
      "ApiError",
      "ApiError",
    ]);
  });
});

describe("security", () => {
  const key = { type: "apiKey", in: "header", name: "X-Key" };
  const cases: readonly { scheme: string; env: string; topLevel: boolean }[] = [
    { scheme: "apiKey", env: "EXAMPLE_API_KEY", topLevel: true },
    { scheme: "api_key", env: "EXAMPLE_API_KEY", topLevel: true },
    { scheme: "OAuth 2.0", env: "EXAMPLE_OAUTH_2_0", topLevel: true },
    { scheme: "timeout", env: "EXAMPLE_TIMEOUT", topLevel: false },
    { scheme: "auth", env: "EXAMPLE_AUTH", topLevel: false },
    { scheme: "***", env: "EXAMPLE", topLevel: true },
  ];
  test.each(cases)("$scheme", async ({ scheme, env, topLevel }) => {
    const { plan } = await compilePart({ components: { securitySchemes: { [scheme]: key } } });
    expect(
      plan.security.map((entry) => ({ scheme: entry.scheme.wireName, env: entry.env, topLevel: entry.topLevel })),
    ).toEqual([{ scheme, env, topLevel }]);
  });
});

describe("what the plan reserves is what the runtime has", () => {
  test("no resource hides a member of the client", () => {
    const members = publicMembers("client.ts", "ApiClient");
    expect(members).toContain("close");
    expect(members.filter((member) => !clientMembers.includes(member))).toEqual([]);
  });

  test("no credential at the top level hides an option", () => {
    const options = publicMembers("options.ts", "ClientOptions");
    expect(options).toContain("timeout");
    expect(options.filter((option) => !clientOptionNames.includes(option))).toEqual([]);
  });
});

function publicMembers(file: string, name: string): readonly string[] {
  const text = readFileSync(new URL(`../../../src/runtime/${file}`, import.meta.url), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const declaration = source.statements.find(
    (statement) =>
      (ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement)) && statement.name?.text === name,
  );
  if (!declaration || !(ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration)))
    throw new Error(`no ${name} in ${file}`);
  return [...declaration.members].flatMap((member) =>
    member.name && ts.isIdentifier(member.name) && !isStatic(member) ? [member.name.text] : [],
  );
}

/** What the class has and its instances have not. */
function isStatic(member: ts.ClassElement | ts.TypeElement): boolean {
  return (
    ts.canHaveModifiers(member) &&
    (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
  );
}
