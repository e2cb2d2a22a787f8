import { describe, expect, test } from "vitest";
import type { PaginationOptions } from "../../../src/lower/pagination/draft.js";
import { lowered } from "./lowered.js";

const text = { type: "string" };
const number = { type: "integer" };
const flag = { type: "boolean" };
const pet = { type: "object", required: ["id"], properties: { id: text, name: text } };
const pets = { type: "array", items: pet };

/** An operation in short. */
interface List {
  /** Query parameters. */
  readonly query?: Readonly<Record<string, object>>;
  /** Properties of the response's body, or the body itself. */
  readonly gives?: object;
  readonly bare?: object;
  readonly headers?: object;
  /** Properties of the request's body: it is a search by POST. */
  readonly body?: object;
  readonly links?: object;
  /** Extensions of the operation. */
  readonly own?: object;
  /** Of the document. */
  readonly root?: object;
}

async function read(list: List, pagination: PaginationOptions = { infer: false }) {
  const { query = {}, gives = {}, bare, headers, body, links, own, root } = list;
  const schema = bare ?? { type: "object", properties: gives };
  const operation = {
    operationId: "listPets",
    parameters: Object.entries(query).map(([name, { description, ...shape }]: [string, { description?: string }]) => ({
      name,
      in: "query",
      schema: shape,
      ...(description === undefined ? {} : { description }),
    })),
    ...(body && { requestBody: { content: { "application/json": { schema: { type: "object", properties: body } } } } }),
    responses: { 200: { description: "Pets.", headers, links, content: { "application/json": { schema } } } },
    ...own,
  };
  const { api, reported } = await lowered(
    { ...root, paths: { "/pets": { [body ? "post" : "get"]: operation } } },
    { pagination },
  );
  const found = api.operations[0]?.pagination;
  const rule = found && { source: found.source, items: found.items, ...found.rule };
  return { rule: rule && JSON.parse(JSON.stringify(rule)), reported };
}

const inQuery = (wireName: string, numeric = false) => ({ in: "parameter", location: "query", wireName, numeric });
const inBody = (pointer: string) => ({ in: "body", pointer });
const cursorList = {
  query: { cursor: text },
  gives: { data: pets, meta: { properties: { next: text }, type: "object" } },
};
const cursorRule = { items: "/data", style: "cursor", input: inQuery("cursor"), next: inBody("/meta/next") };
const pageList = { query: { page: number, size: number }, gives: { data: pets, pages: number, more: flag } };
const urlList = { gives: { data: pets, next: text } };

const fern = { cursor: "$request.cursor", next_cursor: "$response.meta.next", results: "$response.data" };
const mark = (purpose: string, schema: object, more: object = {}) => ({
  ...schema,
  "x-stainless-pagination-property": { purpose, ...more },
});
const scalar = {
  name: "cursors",
  type: "cursor",
  request: { cursor: { type: "cursor", param: "cursor" } },
  response: { next: { type: "cursor", path: ["meta", "next"] }, data: { type: "items" } },
};

const stated: readonly (readonly [what: string, given: List, want: object])[] = [
  [
    "Speakeasy: a cursor",
    {
      ...cursorList,
      own: {
        "x-speakeasy-pagination": {
          type: "cursor",
          inputs: [{ name: "cursor", in: "parameters", type: "cursor" }],
          outputs: { results: "$.data", nextCursor: "$.meta.next" },
        },
      },
    },
    { source: "x-speakeasy-pagination", ...cursorRule },
  ],
  [
    "Speakeasy: the id of the last item",
    {
      ...cursorList,
      own: {
        "x-speakeasy-pagination": {
          type: "cursor",
          inputs: [{ name: "cursor", in: "parameters", type: "cursor" }],
          outputs: { nextCursor: "$.data[-1].id" },
        },
      },
    },
    { source: "x-speakeasy-pagination", items: "/data", style: "item-cursor", input: inQuery("cursor"), field: "/id" },
  ],
  [
    "Speakeasy: pages",
    {
      ...pageList,
      own: {
        "x-speakeasy-pagination": {
          type: "offsetLimit",
          inputs: [{ name: "page", in: "parameters", type: "page" }],
          outputs: { results: "$.data", numPages: "$.pages" },
        },
      },
    },
    {
      source: "x-speakeasy-pagination",
      items: "/data",
      style: "page",
      input: inQuery("page", true),
      first: 1,
      totalPages: inBody("/pages"),
    },
  ],
  [
    "Speakeasy: an address",
    {
      ...urlList,
      own: { "x-speakeasy-pagination": { type: "url", outputs: { results: "$.data", nextUrl: "$.next" } } },
    },
    { source: "x-speakeasy-pagination", items: "/data", style: "next-url", next: inBody("/next") },
  ],
  ["Fern", { ...cursorList, own: { "x-fern-pagination": fern } }, { source: "x-fern-pagination", ...cursorRule }],
  [
    "Fern: what the document says for all",
    { ...cursorList, own: { "x-fern-pagination": true }, root: { "x-fern-pagination": fern } },
    { source: "x-fern-pagination", ...cursorRule },
  ],
  [
    "Fern: a path",
    { ...urlList, own: { "x-fern-pagination": { next_path: "$response.next", results: "$response.data" } } },
    { source: "x-fern-pagination", items: "/data", style: "next-path", next: inBody("/next") },
  ],
  [
    "Stainless: marks on both sides",
    {
      query: { cursor: mark("next_cursor_param", text) },
      gives: {
        data: mark("items", pets),
        meta: { type: "object", properties: { next: mark("next_cursor_field", text) } },
      },
    },
    { source: "x-stainless-pagination-property", ...cursorRule },
  ],
  [
    "Scalar: a scheme by its name",
    { ...cursorList, own: { "x-scalar-pagination": "cursors" }, root: { "x-scalar-pagination": [scalar] } },
    { source: "x-scalar-pagination", ...cursorRule },
  ],
  [
    "Microsoft: an address",
    { gives: { value: pets, nextLink: text }, own: { "x-ms-pageable": { nextLinkName: "nextLink" } } },
    { source: "x-ms-pageable", items: "/value", style: "next-url", next: inBody("/nextLink") },
  ],
  [
    "Microsoft: one page only",
    { gives: { pets }, own: { "x-ms-pageable": { itemName: "pets", nextLinkName: null } } },
    { source: "x-ms-pageable", items: "/pets", style: "single" },
  ],
  [
    "Datadog: a cursor in the body",
    {
      body: { page: { type: "object", properties: { cursor: text } } },
      gives: cursorList.gives,
      own: { "x-pagination": { cursorParam: "body.page.cursor", cursorPath: "meta.next", resultsPath: "data" } },
    },
    { source: "x-pagination", ...cursorRule, input: { in: "body", pointer: "/page/cursor", numeric: false } },
  ],
  [
    "Datadog: pages begin with 0",
    { ...pageList, own: { "x-pagination": { pageParam: "page", resultsPath: "data" } } },
    { source: "x-pagination", items: "/data", style: "page", input: inQuery("page", true), first: 0 },
  ],
  [
    "a link back to the operation",
    {
      ...cursorList,
      links: {
        previous: { operationId: "listPets", parameters: { cursor: "$response.body#/meta/previous" } },
        next: { operationId: "listPets", parameters: { "query.cursor": "$response.body#/meta/next" } },
      },
    },
    { source: "links", ...cursorRule },
  ],
];

describe("pagination that a document states", () => {
  test.each(stated)("%s", async (_what, given, want) => {
    expect(await read(given)).toEqual({ rule: want, reported: [] });
  });

  test.each<[string, List, string]>([
    ["Fern's true, without a root", { ...cursorList, own: { "x-fern-pagination": true } }, "/paths/~1pets/get"],
    [
      "a parameter that is not there",
      { gives: cursorList.gives, own: { "x-fern-pagination": { ...fern } } },
      "/paths/~1pets/get",
    ],
    ["Microsoft's without an address", { gives: { value: pets }, own: { "x-ms-pageable": {} } }, "/paths/~1pets/get"],
    [
      "Scalar's name that nothing has",
      { ...cursorList, own: { "x-scalar-pagination": "pages" }, root: { "x-scalar-pagination": [scalar] } },
      "/paths/~1pets/get",
    ],
  ])("what does not fit is told and gives no iterator: %s", async (_what, given, pointer) => {
    expect(await read(given)).toEqual({ rule: undefined, reported: [`lower/pagination-misfit at ${pointer}`] });
  });

  test.each(["x-fern-pagination", "x-scalar-pagination"])("%s: false ends the search", async (name) => {
    const given = { query: { page: number, per_page: number }, bare: pets };
    expect((await read({ ...given, own: { [name]: false } }, {})).rule).toBeUndefined();
    expect((await read(given, {})).rule).toMatchObject({ source: "inferred", style: "page" });
  });
});

describe("pagination that the user states", () => {
  const draft = { style: "cursor", param: "cursor", next: "/meta/next" } as const;

  test("wins over the document", async () => {
    const given = { ...cursorList, own: { "x-fern-pagination": false } };
    const { rule, reported } = await read(given, { operations: { listPets: draft } });
    expect({ rule, reported }).toEqual({ rule: { source: "configuration", ...cursorRule }, reported: [] });
  });

  test("false wins, too; so does a name by method and path", async () => {
    const given = { ...cursorList, own: { "x-fern-pagination": fern } };
    expect((await read(given, { operations: { listPets: false } })).rule).toBeUndefined();
    expect((await read(cursorList, { operations: { "GET /pets": draft } })).rule).toMatchObject(cursorRule);
  });

  test("what does not fit is told, and the document is asked", async () => {
    const given = { ...cursorList, own: { "x-fern-pagination": fern } };
    const { rule, reported } = await read(given, { operations: { listPets: { ...draft, param: "after" } } });
    expect(rule).toMatchObject({ source: "x-fern-pagination" });
    expect(reported).toEqual(["lower/pagination-misfit at /paths/~1pets/get"]);
  });
});

const inferred: readonly (readonly [what: string, given: List, want: object | undefined])[] = [
  [
    "Stripe: more, and behind the last item",
    { query: { starting_after: text, limit: number }, gives: { data: pets, has_more: flag } },
    { style: "item-cursor", items: "/data", field: "/id", hasMore: inBody("/has_more") },
  ],
  [
    "Resend: more, and behind the last item, called after",
    { query: { after: text, limit: number }, gives: { data: pets, has_more: flag } },
    { style: "item-cursor", input: { wireName: "after" }, field: "/id", hasMore: inBody("/has_more") },
  ],
  [
    "after a time",
    { query: { after: { ...text, format: "date-time" }, limit: number }, gives: { data: pets, has_more: flag } },
    undefined,
  ],
  [
    "after something that the answer gives",
    { query: { after: text, limit: number }, gives: { data: pets, has_more: flag, forward_token: text } },
    undefined,
  ],
  ["after, without a word on the end", { query: { after: text, limit: number }, gives: { data: pets } }, undefined],
  [
    "Svix: done, where the iterator never ends",
    { query: { iterator: text, limit: number }, gives: { data: pets, done: flag, iterator: text } },
    { style: "cursor", next: inBody("/iterator"), hasMore: { ...inBody("/done"), negated: true } },
  ],
  [
    "Spring: the last page says so",
    { query: { page: { ...number, default: 0 }, size: number }, gives: { content: pets, last: flag } },
    { style: "page", first: 0, hasMore: { ...inBody("/last"), negated: true } },
  ],
  [
    "Meilisearch: from and next are numbers",
    { query: { from: number, limit: number }, gives: { results: pets, from: number, next: number } },
    { style: "cursor", input: { wireName: "from", numeric: true }, next: inBody("/next") },
  ],
  [
    "Meilisearch: pages and an offset, of which the offset has the default",
    {
      query: { offset: { ...number, default: 0 }, limit: number, page: number, hitsPerPage: number },
      gives: { hits: pets, totalPages: number },
    },
    { style: "offset", input: { wireName: "offset" } },
  ],
  [
    "pages and an offset, and no word on which of them the server takes",
    { query: { offset: number, limit: number, page: number }, gives: { hits: pets, totalPages: number } },
    { style: "page", input: { wireName: "page" } },
  ],
  [
    "an offset in text that is said to be a number",
    { query: { offset: { ...text, description: "The number of pets to skip." }, limit: text }, bare: pets },
    { style: "offset", input: { wireName: "offset", numeric: false } },
  ],
  ["an offset in text that may be anything", { query: { offset: text, limit: number }, bare: pets }, undefined],
  [
    "Amazon: the token is beside the object that holds the list",
    {
      query: { paginationToken: text, pageSize: number },
      gives: {
        availability: { type: "object", properties: { slots: pets } },
        pagination: { type: "object", properties: { nextToken: text } },
      },
    },
    { style: "cursor", items: "/availability/slots", next: inBody("/pagination/nextToken") },
  ],
  [
    "Intercom: a search",
    {
      body: { pagination: { type: "object", properties: { per_page: number, starting_after: text } } },
      gives: {
        pets,
        pages: { type: "object", properties: { next: { type: "object", properties: { starting_after: text } } } },
      },
    },
    { style: "cursor", input: { in: "body", pointer: "/pagination/starting_after", numeric: false } },
  ],
  [
    "Spotify: a list in the only object",
    {
      query: { after: text, limit: number },
      gives: {
        pets: { type: "object", properties: { items: pets, next: { ...text, description: "URL of the next page" } } },
      },
    },
    { style: "next-url", items: "/pets/items", next: inBody("/pets/next") },
  ],
  ["GitHub: a header", { query: { page: number }, bare: pets, headers: { Link: { schema: text } } }, { style: "link" }],
  [
    "GitHub: a header that is only spoken of",
    { query: { after: { ...text, description: "A cursor, as given in the [Link header](https://x)." } }, bare: pets },
    { style: "link", items: "" },
  ],
  ["pages", { query: { page: number, per_page: number }, bare: pets }, { style: "page", first: 1 }],
  [
    "pages that begin with 0",
    { query: { page: { ...number, description: "The page (zero-based)" }, size: number }, bare: pets },
    { style: "page", first: 0 },
  ],
  [
    "pages whose least number is 0",
    { query: { page: { ...number, minimum: 0 }, size: number }, bare: pets },
    { style: "page", first: 0 },
  ],
  [
    "pages whose least number is 0, and that begin with 1",
    { query: { page: { ...number, minimum: 0, default: 1 }, size: number }, bare: pets },
    { style: "page", first: 1 },
  ],
  [
    "offset and total",
    { query: { offset: number, limit: number }, gives: { results: pets, total: number } },
    { style: "offset", totalItems: inBody("/total") },
  ],
  [
    "tags, where there is nothing else",
    { query: { page: number, per_page: number }, gives: { tags: pets } },
    { style: "page", items: "/tags" },
  ],
  ["errors are no list", { query: { page: number, per_page: number }, gives: { errors: pets } }, undefined],
  ["two lists", { query: { cursor: text }, gives: { orders: pets, order_entries: pets, cursor: text } }, undefined],
  ["a limit alone", { query: { limit: number }, bare: pets }, undefined],
  ["times", { query: { start: number, end: number, limit: number }, bare: pets }, undefined],
  ["Discord: before and after", { query: { before: text, after: text, limit: number }, bare: pets }, undefined],
  ["one thing", { query: { page: number, per_page: number }, bare: pet }, undefined],
];

describe("pagination by names and shapes", () => {
  test("a header whose schema cannot be found is declared all the same", async () => {
    const headers = { Link: { $ref: "#/components/headers/Nope" } };
    const { rule, reported } = await read({ query: { page: number, per_page: number }, bare: pets, headers }, {});
    expect(reported).toEqual(["spec/unresolved-ref at /paths/~1pets/get/responses/200/headers/Link/$ref"]);
    expect(rule).toMatchObject({ source: "inferred", style: "link" });
  });

  test.each(inferred)("%s", async (_what, given, want) => {
    const { rule, reported } = await read(given, {});
    expect(reported).toEqual([]);
    if (want === undefined) expect(rule).toBeUndefined();
    else expect(rule).toMatchObject({ source: "inferred", ...want });
    expect((await read(given)).rule).toBeUndefined();
  });
});

describe("the items of a list", () => {
  const data = (items: object) => ({ type: "object", properties: { data: { type: "array", items } } });
  const loose = { type: "object" };
  const named = { type: "object", properties: { name: text } };

  test.each([
    ["that `allOf` describes twice are both", { allOf: [data(loose), data(pet)] }, "intersection", 2],
    ["of a choice are either", { oneOf: [data(pet), data(named)] }, "union", 2],
    ["that one member of `allOf` describes are that", { allOf: [loose, data(pet)] }, "object", undefined],
  ])("%s", async (_what, bare, kind, count) => {
    const { api } = await lowered(
      {
        paths: {
          "/pets": {
            get: {
              parameters: [{ name: "page", in: "query", schema: number }],
              responses: { 200: { description: "Pets.", content: { "application/json": { schema: bare } } } },
            },
          },
        },
      },
      { pagination: { operations: { "GET /pets": { style: "page", param: "page", items: "/data" } } } },
    );
    const item = api.operations[0]?.pagination?.item;
    expect(item?.kind).toBe(kind);
    const parts = item?.kind === "intersection" ? item.members : item?.kind === "union" ? item.variants : undefined;
    expect(parts?.length).toBe(count);
  });
});
