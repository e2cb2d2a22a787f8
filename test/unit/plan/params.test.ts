import { expect, test } from "vitest";
import { compilePart } from "../../scenarios/support/compile.js";

const json = { content: { "application/json": { schema: { type: "object" } } } };
const twoKinds = { content: { ...json.content, "text/plain": { schema: { type: "string" } } } };

interface Case {
  readonly name: string;
  /** `name in location`. */
  readonly given: readonly string[];
  readonly body?: object;
  /** `property: wire name`, in the order of the document. */
  readonly want: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "wire names as they are",
    given: ["limit in query", "X-Request-Source in header", "sid in cookie"],
    want: ["limit", "X-Request-Source", "sid"],
  },
  {
    name: "the path keeps its name",
    given: ["id in query", "id in path", "id in header", "id in cookie"],
    want: ["idQuery: id", "id", "idHeader: id", "idCookie: id"],
  },
  {
    name: "the body comes first",
    given: ["body in query", "id in query"],
    body: json,
    want: ["bodyQuery: body", "id"],
  },
  { name: "without a body the name is free", given: ["body in query"], want: ["body"] },
  {
    name: "contentType is free where there is nothing to choose",
    given: ["contentType in query"],
    body: json,
    want: ["contentType"],
  },
  {
    name: "and taken where there is",
    given: ["contentType in query"],
    body: twoKinds,
    want: ["contentTypeQuery: contentType"],
  },
  { name: "a body of the path", given: ["body in path"], body: json, want: ["bodyPath: body"] },
  { name: "names that differ by case are two", given: ["id in path", "ID in query"], want: ["id", "ID"] },
  {
    name: "names of the language's own objects",
    given: ["__proto__ in query", "constructor in query", "toString in header"],
    want: ["__proto__", "constructor", "toString"],
  },
  {
    name: "a declared name is not taken by a suffix",
    given: ["id in path", "id in query", "idQuery in query"],
    want: ["id", "idQuery2: id", "idQuery"],
  },
];

test.each(cases)("$name", async ({ given, body, want }) => {
  const parameters = given.map((text) => {
    const [name, , location] = text.split(" ");
    return { name, in: location, required: location === "path", schema: { type: "string" } };
  });
  const places = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `/{${name}}`);
  const operation = { operationId: "a", parameters, requestBody: body, responses: { 204: { description: "Done." } } };
  const { plan } = await compilePart({ paths: { [`/things${places.join("")}`]: { post: operation } } });
  const params = plan.resources[0]?.operations[0]?.params ?? [];
  expect(
    params.map(({ name, parameter }) => (name === parameter.wireName ? name : `${name}: ${parameter.wireName}`)),
  ).toEqual(want);
});
