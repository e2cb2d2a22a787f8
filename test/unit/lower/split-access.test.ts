import { describe, expect, test } from "vitest";
import type { Schema } from "../../../src/model/schema.js";
import { lowered } from "./lowered.js";

const text = { type: "string" };
const id = { type: "string", readOnly: true };
const secret = { type: "string", writeOnly: true };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ content: { "application/json": { schema } } });

/** A document whose one operation sends `request` and receives `response`. */
function exchange(schemas: object, { request, response }: { request?: object; response?: object }) {
  return lowered({
    components: { schemas },
    paths: {
      "/a": {
        post: {
          operationId: "a",
          ...(request ? { requestBody: json(request) } : {}),
          responses: { 200: { description: "D", ...(response ? json(response) : {}) } },
        },
      },
    },
  });
}

/** The named schemas with their properties: `Pet: id! name`. */
async function shapes(schemas: object, uses: { request?: object; response?: object }): Promise<readonly string[]> {
  const { api } = await exchange(schemas, uses);
  return [...api.schemas.values()].map(({ nameHint, schema }) => `${nameHint.join(" ")}: ${properties(schema)}`);
}

function properties(schema: Schema): string {
  if (schema.kind === "object")
    return schema.properties.map(({ wireName, required }) => wireName + (required ? "!" : "")).join(" ");
  if (schema.kind === "intersection") return schema.members.map(properties).join(" & ");
  if (schema.kind === "reference") return schema.target.replace("/components/schemas/", "");
  return schema.kind;
}

describe("what is read and what is sent", () => {
  const pet = { type: "object", required: ["id", "name", "secret"], properties: { id, name: text, secret } };

  test("one schema both ways becomes two where they differ", async () => {
    expect(await shapes({ Pet: pet }, { request: ref("Pet"), response: ref("Pet") })).toEqual([
      "Pet: id! name!",
      "Pet input: name! secret!",
    ]);
  });

  test("the request asks for the second", async () => {
    const { api } = await exchange({ Pet: pet }, { request: ref("Pet"), response: ref("Pet") });
    const [operation] = api.operations;
    const sent = operation?.body?.media[0]?.schema;
    const read = operation?.responses[0]?.media[0]?.schema;
    expect(sent?.kind === "reference" && api.schemas.get(sent.target)?.nameHint).toEqual(["Pet", "input"]);
    expect(read?.kind === "reference" && api.schemas.get(read.target)?.nameHint).toEqual(["Pet"]);
  });

  test.each([
    { name: "only sent: its one form is that", uses: { request: ref("Pet") }, want: ["Pet: name! secret!"] },
    { name: "only read", uses: { response: ref("Pet") }, want: ["Pet: id! name!"] },
    { name: "not used at all: as it is read", uses: {}, want: ["Pet: id! name!"] },
  ])("$name", async ({ uses, want }) => {
    expect(await shapes({ Pet: pet }, uses)).toEqual(want);
  });

  test("what does not differ stays one", async () => {
    expect(
      await shapes(
        { Pet: { type: "object", properties: { name: text } } },
        { request: ref("Pet"), response: ref("Pet") },
      ),
    ).toEqual(["Pet: name"]);
  });

  test("what holds such a schema differs too, at any depth and in circles", async () => {
    const schemas = {
      Pet: { type: "object", properties: { id, name: text, owner: ref("Owner") } },
      Owner: { type: "object", properties: { pets: { type: "array", items: ref("Pet") }, tag: ref("Tag") } },
      Tag: { type: "object", properties: { label: text } },
    };
    const { api } = await exchange(schemas, { request: ref("Owner"), response: ref("Owner") });
    expect([...api.schemas.values()].map(({ nameHint }) => nameHint.join(" ")).sort()).toEqual([
      "Owner",
      "Owner input",
      "Pet",
      "Pet input",
      "Tag",
    ]);
    // What is sent holds only what is sent.
    const input = [...api.schemas.values()].find(({ nameHint }) => nameHint.join(" ") === "Owner input");
    expect(JSON.stringify(input?.schema)).toContain("Pet~input");
  });

  test("a property that another member of allOf requires is not asked for where it is hidden", async () => {
    const schemas = {
      Pet: {
        allOf: [
          { type: "object", properties: { id, name: text } },
          { type: "object", required: ["id", "name"] },
        ],
      },
    };
    expect(await shapes(schemas, { request: ref("Pet"), response: ref("Pet") })).toEqual([
      "Pet: id! name!",
      "Pet input: name!",
    ]);
  });

  test("a body that is written in place", async () => {
    const { api } = await exchange({}, { request: pet, response: pet });
    expect(
      [...api.schemas.values()].map(({ nameHint, schema }) => `${nameHint.join(" ")}: ${properties(schema)}`).sort(),
    ).toEqual(["a request: name! secret!", "a response: id! name!"]);
  });
});
