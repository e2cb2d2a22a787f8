import { jsonBody } from "../body.js";
import { type Check, integer, list, nullable, oneOf, shape, text, valid } from "../check.js";
import { type Post, type PostStatus, summaryOf } from "../data/records.js";
import { seededTime } from "../data/seed.js";
import { type Exchange, json, type Reply, type Route } from "../exchange.js";
import { cursorPage, numberedPage } from "../pagination.js";
import { badRequest } from "../problem.js";
import { queryChoice, queryChoices, queryDeepObject, queryInteger, queryLimit, timeOf } from "../query.js";
import { namedPost } from "./posts.js";
import { byDefault } from "./security.js";

export const postListRoutes: readonly Route[] = [
  { operationId: "listPosts", method: "GET", path: "/posts", security: byDefault, handler: listPosts },
  { operationId: "searchPosts", method: "POST", path: "/posts/search", security: byDefault, handler: searchPosts },
  {
    operationId: "listRevisions",
    method: "GET",
    path: "/posts/{postId}/revisions",
    security: byDefault,
    handler: listRevisions,
  },
];

const statuses: readonly PostStatus[] = ["draft", "scheduled", "published", "archived"];

const orders: Readonly<Record<string, (a: Post, b: Post) => number>> = {
  createdAt: (a, b) => compare(a.createdAt, b.createdAt),
  "-createdAt": (a, b) => compare(b.createdAt, a.createdAt),
  title: (a, b) => compare(a.title, b.title),
  "-title": (a, b) => compare(b.title, a.title),
  "-viewCount": (a, b) => b.viewCount - a.viewCount,
};

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function listPosts({ query, store }: Exchange): Reply {
  const page = queryInteger(query, "page", { min: 1, fallback: 1 });
  const perPage = queryInteger(query, "perPage", { min: 1, max: 100, fallback: 20 });
  const sort = queryChoice(query, "sort", Object.keys(orders)) ?? "-createdAt";
  const matching = [...store.posts.values()].filter(postFilter(query)).sort(orders[sort]);
  const { items, totalPages } = numberedPage(matching, { page, perPage });
  return json({ items: items.map(summaryOf), page, perPage, totalItems: matching.length, totalPages });
}

type PostTest = (post: Post) => boolean;

/** What status, tags and filter ask for, all together. */
function postFilter(query: URLSearchParams): PostTest {
  const wanted = queryChoices(query, { name: "status", choices: statuses, explode: false });
  const tags = query.getAll("tags");
  if (tags.length > 5) throw badRequest("tags must have at most 5 items.");
  const filter = queryDeepObject(query, "filter", ["authorId", "language", "publishedAfter", "publishedBefore"]);
  const author = filter.get("authorId");
  const language = filter.get("language");
  const after = timeOr(filter, "publishedAfter", -Infinity);
  const before = timeOr(filter, "publishedBefore", Infinity);
  const asksTime = filter.has("publishedAfter") || filter.has("publishedBefore");
  const tests: readonly PostTest[] = [
    (post) => wanted.length === 0 || wanted.includes(post.status),
    (post) => tags.every((tag) => post.tags.includes(tag)),
    (post) => author === undefined || post.author.id === author,
    (post) => language === undefined || post.language === language,
    (post) => !asksTime || (post.publishedAt !== null && isBetween(Date.parse(post.publishedAt), after, before)),
  ];
  return (post) => tests.every((test) => test(post));
}

function timeOr<K extends string>(filter: ReadonlyMap<K, string>, key: K, fallback: number): number {
  const value = filter.get(key);
  return value === undefined ? fallback : timeOf(`filter[${key}]`, value);
}

function isBetween(time: number, after: number, before: number): boolean {
  return time > after && time < before;
}

interface PostSearch {
  readonly query?: string;
  readonly status?: readonly PostStatus[];
  readonly cursor?: string | null;
  readonly limit?: number;
}

const postSearch: Check<PostSearch> = shape({
  optional: {
    query: text({ max: 1000 }),
    status: list(oneOf(statuses)),
    cursor: nullable(text()),
    limit: integer({ min: 1, max: 100 }),
  },
});

async function searchPosts(exchange: Exchange): Promise<Reply> {
  const search = valid(postSearch, await jsonBody(exchange));
  const words = (search.query ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...exchange.store.posts.values()].filter(
    (post) => (search.status?.includes(post.status) ?? true) && words.every((word) => textOf(post).includes(word)),
  );
  const { data, nextCursor } = cursorPage(found, { cursor: search.cursor, limit: search.limit ?? 50 });
  return json({ data: data.map(summaryOf), nextCursor });
}

function textOf(post: Post): string {
  return `${post.title} ${post.excerpt ?? ""}`.toLowerCase();
}

/** Revisions are computed: a post knows only how many it has. */
function listRevisions(exchange: Exchange): Reply {
  const { query } = exchange;
  const post = namedPost(exchange);
  const limit = queryLimit(query);
  const cursor = query.get("cursor");
  const first = cursor === null ? post.revision : Number(cursor);
  if (!Number.isInteger(first) || first < 1 || first > post.revision)
    throw badRequest("The cursor is not one of ours.");
  const numbers = Array.from({ length: Math.min(limit, first) }, (_, index) => first - index);
  const rest = first - numbers.length;
  const next = rest === 0 ? null : `/v1/posts/${post.id}/revisions?cursor=${rest}&limit=${limit}`;
  return json({ data: numbers.map((number) => revisionOf(post, number)), links: { next } });
}

function revisionOf(post: Post, number: number): object {
  const title = number === post.revision ? post.title : `${post.title} (version ${number})`;
  return { number, title, editor: post.author, createdAt: seededTime(number) };
}
