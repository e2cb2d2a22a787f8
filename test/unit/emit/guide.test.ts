import { expect, test } from "vitest";
import { compilePart } from "../../scenarios/support/compile.js";

async function guideOf(operation: object, method = "get"): Promise<string> {
  const responses = { 204: { description: "" } };
  const { texts } = await compilePart({
    paths: { "/pets/{id}": { [method]: { operationId: "doIt", tags: ["pets"], responses, ...operation } } },
    components: { schemas: { Pet: { type: "object", properties: { name: { type: "string" } } } } },
  });
  return texts.get("README.md") ?? "";
}

const id = { name: "id", in: "path", required: true, schema: { type: "string", examples: ["p1"] } };
const bytes = { schema: { type: "string", format: "binary" } };
const photo = {
  schema: { type: "object", properties: { photo: { type: "string", contentEncoding: "", format: "binary" } } },
};
const pet = { schema: { $ref: "#/components/schemas/Pet" } };
const gives = (content: object) => ({ parameters: [id], responses: { 200: { description: "", content } } });
const takes = (content: object) => ({ parameters: [id], requestBody: { content } });

test.each<[what: string, operation: object, sends: boolean, parts: boolean, receives: boolean]>([
  ["nothing", {}, false, false, false],
  ["JSON", gives({ "application/json": pet }), false, false, false],
  ["a file", gives({ "application/octet-stream": bytes }), false, false, true],
  ["a file that is given", takes({ "application/octet-stream": bytes }), true, false, false],
  ["a form with a file", takes({ "multipart/form-data": photo }), true, true, false],
  ["a form without a file", takes({ "multipart/form-data": pet }), false, false, false],
])("files are spoken of where the API has them: %s", async (_what, operation, sends, parts, receives) => {
  const guide = await guideOf(operation, "requestBody" in operation ? "post" : "get");
  expect(guide.includes("## Files")).toBe(sends || receives);
  expect(guide.includes("A file to be sent")).toBe(sends);
  expect(guide.includes("in a multipart body also")).toBe(parts);
  expect(guide.includes("A file that is received")).toBe(receives);
});

test("tests are shown with names of the document", async () => {
  const guide = await guideOf(gives({ "application/json": pet }));
  expect(guide).toContain('import { fixture, mockExample } from "./testing.js";');
  expect(guide).toContain('api.mock.pets.doIt({ id: "p1" }).timeout().reply(200, fixture.pet());');
  expect(guide).toContain('api.calls("doIt");');
  expect(guide).toContain("`fixture.pet({ … })` is a valid `Pet`");
});

test("what is not sent again is not shown as late", async () => {
  const guide = await guideOf({ parameters: [id] }, "post");
  expect(guide).toContain('import { mockExample } from "./testing.js";');
  expect(guide).toContain("api.mock.pets.doIt().reply(204);");
  expect(guide).not.toMatch(/timeout\(\)\.reply|second attempt|`fixture\./);
});
