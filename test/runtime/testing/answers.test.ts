import { expect, test } from "vitest";
import * as z from "zod";
import type { OperationDescriptor } from "../../../src/runtime/contract.js";
import type { PaginationDescriptor } from "../../../src/runtime/pagination/pagination-descriptor.js";
import { AnswerList } from "../../../src/runtime/testing/answers.js";

function listOf(pagination: PaginationDescriptor, schema: z.ZodType = z.looseObject({ items: z.array(z.int()) })) {
  const responses = { 200: { content: { "application/json": { schema: () => schema } } } };
  const operation: OperationDescriptor = {
    id: "list",
    method: "GET",
    path: "/list",
    responses,
    security: [],
    pagination,
  };
  return new AnswerList(operation);
}

function bodyOf(list: AnswerList, params: unknown): unknown {
  const answer = list.take(params);
  return answer?.kind === "response" ? JSON.parse(String(answer.body)) : answer;
}

const byNumber: PaginationDescriptor = {
  style: "page",
  items: "/items",
  input: { param: "page", numeric: true },
  first: 1,
};
const pages = [{ items: [1] }, { items: [2] }];

test("a list that ends with an empty page ends, and begins again from where it began", () => {
  const list = listOf(byNumber).pages(pages);
  const walk = [{}, { page: 2 }, { page: 3 }, { page: 4 }];
  const whole = [...pages, { items: [] }, { items: [] }];
  expect(walk.map((params) => bodyOf(list, params))).toEqual(whole);
  expect(list.unused).toBe(0);
  expect(walk.map((params) => bodyOf(list, params))).toEqual(whole);
  expect(bodyOf(listOf(byNumber).pages(pages), { page: 7 })).toEqual({ items: [1] });
});

test("the same call again gets the pages again", () => {
  const list = listOf(byNumber).pages(pages);
  expect([1, 1, 1].map((page) => bodyOf(list, { page }))).toEqual([...pages, { items: [1] }]);
});

test("so it is by the last item, by offset, by a place in the body, and where the list is the body", () => {
  const byItem = listOf({ style: "item-cursor", items: "", input: { param: "after" }, field: "" }, z.array(z.int()));
  byItem.pages([[1]]);
  expect([bodyOf(byItem, {}), bodyOf(byItem, { after: "1" })]).toEqual([[1], []]);
  const byOffset = listOf({ style: "offset", items: "/items", input: { body: "/paging/offset" } }).pages(pages);
  const asked = [{ body: {} }, { body: { paging: { offset: 1 } } }, { body: { paging: { offset: 2 } } }];
  expect(asked.map((params) => bodyOf(byOffset, params))).toEqual([...pages, { items: [] }]);
});

test("a list that must not be empty begins again", () => {
  const list = listOf(byNumber, z.looseObject({ items: z.array(z.int()).min(1) })).pages(pages);
  expect([{}, { page: 2 }, { page: 3 }].map((params) => bodyOf(list, params))).toEqual([...pages, pages[0]]);
});

test("what headers say of the end is said", () => {
  const headers = (pagination: PaginationDescriptor) => {
    const list = listOf(pagination).pages(pages);
    return [{}, {}]
      .map((params) => ({ ...list.take(params) }) as { readonly headers?: object })
      .map((one) => one.headers);
  };
  const counted = { totalPages: { header: "x-pages" }, totalItems: { header: "x-total" } };
  expect(headers({ ...byNumber, ...counted })).toMatchObject([
    { "x-pages": "2", "x-total": "2" },
    { "x-pages": "2", "x-total": "2" },
  ]);
  expect(headers({ ...byNumber, hasMore: { header: "x-last", negated: true } })).toMatchObject([
    { "x-last": "false" },
    { "x-last": "true" },
  ]);
  const next = { header: "x-next" };
  const [first, last] = headers({ style: "cursor", items: "/items", input: { param: "cursor" }, next });
  expect([first, last]).toEqual([expect.objectContaining({ "x-next": "page-2" }), expect.not.objectContaining(next)]);
  expect(last).not.toHaveProperty("x-next");
});
