import type { Asked, Item, ListAnswer } from "./lists.js";

/** Seven items, three on a page: what every list of test/wire/lists.yaml gives. */
export const allItems: readonly Item[] = Array.from({ length: 7 }, (_, index) => ({ id: `item_${index + 1}` }));
const perPage = 3;

/** One way to give pages: from where a request asks, and what is said of the next page. */
interface Style {
  readonly operation: string;
  readonly path: string;
  /** Index of the first item that is asked for. */
  readonly from: (asked: Asked) => number;
  readonly answer: (items: readonly Item[], next: number | undefined, asked: Asked) => ListAnswer;
  readonly params?: object;
}

const query = (name: string) => (asked: Asked) => Number(asked.url.searchParams.get(name) ?? "0");
const page = (asked: Asked) => (Number(asked.url.searchParams.get("page") ?? "1") - 1) * perPage;
const afterItem = (asked: Asked) => {
  const id = asked.url.searchParams.get("starting_after");
  return id === null ? 0 : allItems.findIndex((item) => item.id === id) + 1;
};
const address = ({ headers, url }: Asked, next: number) => {
  const { searchParams } = url;
  searchParams.set("at", String(next));
  return `http://${headers.host}${url.pathname}?${searchParams}`;
};
const ifMore = <Value>(next: number | undefined, value: (next: number) => Value) =>
  next === undefined ? undefined : value(next);

export const styles: readonly Style[] = [
  {
    operation: "listCharges",
    path: "/v1/stripe",
    from: afterItem,
    answer: (data, next) => ({ body: { object: "list", data, has_more: next !== undefined } }),
    params: { customer: "cus_1", limit: 3 },
  },
  {
    operation: "listByNextUrl",
    path: "/v1/next-url",
    from: query("at"),
    answer: (data, next, asked) => ({
      body: { data, links: { next: ifMore(next, (at) => address(asked, at)) ?? null } },
    }),
    params: { kind: "a b" },
  },
  {
    operation: "listByOData",
    path: "/v1/odata",
    from: query("at"),
    answer: (value, next, asked) => ({ body: { value, "@odata.nextLink": ifMore(next, (at) => address(asked, at)) } }),
  },
  {
    operation: "listByNextPath",
    path: "/v1/next-path",
    from: query("at"),
    answer: (data, next) => ({ body: { data, next: ifMore(next, (at) => `/next-path?at=${at}`) ?? null } }),
  },
  {
    operation: "listByLink",
    path: "/v1/link",
    from: query("at"),
    answer: (items, next, asked) => ({
      body: items,
      headers: {
        link: `<https://lists.test/v1/link>; rel=first${ifMore(next, (at) => `, <${address(asked, at)}>; rel="next last"`) ?? ""}`,
      },
    }),
    params: { kind: "a", limit: 3 },
  },
  {
    operation: "listByTokenInHeader",
    path: "/v1/token-in-header",
    from: query("token"),
    answer: (items, next) => ({ body: items, headers: ifMore(next, (at) => ({ "x-next-token": String(at) })) ?? {} }),
  },
  {
    operation: "listByCursorInHeader",
    path: "/v1/cursor-in-header",
    from: ({ headers }) => Number(headers["x-cursor"] ?? "0"),
    answer: (data, next) => ({ body: { data, next: ifMore(next, String) ?? null } }),
  },
  {
    operation: "listByCursor",
    path: "/v1/cursor",
    from: query("cursor"),
    answer: (data, next) => ({ body: { data, next: ifMore(next, String) ?? null } }),
    params: { kind: "a&b=c" },
  },
  {
    operation: "searchItems",
    path: "/v1/search",
    from: ({ body }) => Number(JSON.parse(body).page_token ?? "0"),
    answer: (data, next) => ({ body: { data, next_page_token: ifMore(next, String) ?? "" } }),
    params: { body: { kind: "a" } },
  },
  {
    operation: "listByTotalCount",
    path: "/v1/total-count",
    from: page,
    answer: (body) => ({ body, headers: { "x-total-count": String(allItems.length) } }),
    params: { limit: 3 },
  },
  {
    operation: "listByTotalPages",
    path: "/v1/total-pages",
    from: page,
    answer: (body) => ({ body, headers: { "x-total-pages": "3" } }),
  },
  { operation: "listBare", path: "/v1/bare", from: page, answer: (body) => ({ body }) },
  {
    operation: "listByOffset",
    path: "/v1/offset",
    from: query("skip"),
    answer: (data) => ({ body: { data, total: allItems.length } }),
  },
  {
    operation: "listUntilDone",
    path: "/v1/done",
    from: query("iterator"),
    answer: (data, next) => ({ body: { data, done: next === undefined, iterator: String(next ?? "6") } }),
  },
];

/** What a server of all these lists answers. */
export function answerOf(asked: Asked): ListAnswer {
  const style = styles.find(({ path }) => path === asked.url.pathname);
  if (style === undefined) return { status: 404, body: {} };
  const first = style.from(asked);
  const next = first + perPage < allItems.length ? first + perPage : undefined;
  return style.answer(allItems.slice(first, first + perPage), next, asked);
}
