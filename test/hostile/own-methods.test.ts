import { expect, test } from "vitest";
import { attempt } from "./try-mutation.js";

/** What every object has, but no function: whoever makes a text of such a value without a look at it ends in a TypeError. */
const value = { toString: 1, valueOf: 2, toJSON: 3 };
const info = { title: "A", version: "1" };
const responses = { "200": { description: "Done." } };

test.each<[name: string, document: object]>([
  [
    "collectionFormat",
    {
      swagger: "2.0",
      info,
      host: "a.example",
      paths: {
        "/a": {
          get: {
            parameters: [
              { name: "a", in: "query", type: "array", items: { type: "string" }, collectionFormat: value },
              { name: "b", in: "query", type: "array", items: { type: "string" }, collectionFormat: [value] },
            ],
            responses,
          },
        },
      },
    },
  ],
  [
    "x-speakeasy-retries",
    {
      openapi: "3.1.0",
      info,
      "x-speakeasy-retries": { strategy: "backoff", statusCodes: [value, [value], "5XX"] },
      paths: { "/a": { get: { responses } } },
    },
  ],
])("an object with a toString of its own as %s", async (_name, document) => {
  expect((await attempt(JSON.stringify(document))).faults).toEqual([]);
});
