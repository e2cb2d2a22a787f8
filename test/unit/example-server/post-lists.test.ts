import { describe, expect, test } from "vitest";
import { postId, userId } from "../../example-server/start.js";
import { useApi } from "./support/api.js";

const api = useApi();

interface Summary {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly language: string;
  readonly tags: readonly string[];
  readonly viewCount: number;
  readonly publishedAt: string | null;
  readonly createdAt: string;
  readonly author: { readonly id: string };
}

interface PostPage {
  readonly items: readonly Summary[];
  readonly page: number;
  readonly totalItems: number;
  readonly totalPages: number;
}

async function list(query: string): Promise<PostPage> {
  const { status, body } = await api.call("GET", `/posts?${query}`);
  expect(status).toBe(200);
  return body as PostPage;
}

describe("listing posts", () => {
  test("gives all 2,500 once, page by page, newest first", async () => {
    const ids: string[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const { items, totalPages, totalItems } = await list(`page=${page}&perPage=100`);
      pages = totalPages;
      expect(totalItems).toBe(2500);
      ids.push(...items.map(({ id }) => id));
    }
    expect(ids).toEqual(Array.from({ length: 2500 }, (_, index) => postId(2500 - index)));
  });

  test("has twenty on a page, and none behind the last", async () => {
    expect((await list("")).items.length).toBe(20);
    expect(await list("page=126")).toMatchObject({ items: [], page: 126, totalPages: 125 });
  });

  test.each<[string, (post: Summary) => boolean]>([
    ["status=draft,archived", ({ status }) => ["draft", "archived"].includes(status)],
    ["status=draft%2Carchived", ({ status }) => ["draft", "archived"].includes(status)],
    ["tags=history", ({ tags }) => tags.includes("history")],
    ["tags=history&tags=computing", ({ tags }) => tags.includes("history") && tags.includes("computing")],
    ["filter[language]=de", ({ language }) => language === "de"],
    ["filter%5Blanguage%5D=fr", ({ language }) => language === "fr"],
    [`filter[authorId]=${userId(7)}`, ({ author }) => author.id === userId(7)],
    [
      "filter[publishedAfter]=2025-04-01T00:00:00Z",
      ({ publishedAt }) => String(publishedAt) > "2025-04-01" && publishedAt !== null,
    ],
    [
      "filter[publishedBefore]=2025-02-01T00:00:00%2B01:00&filter[language]=en&status=published",
      (post) =>
        post.publishedAt !== null &&
        post.publishedAt < "2025-01-31T23" &&
        post.language === "en" &&
        post.status === "published",
    ],
  ])("keeps to ?%s", async (query, fits) => {
    const expected = (await wholeList("")).filter(fits).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(2500);
    expect((await wholeList(query)).map(({ id }) => id)).toEqual(expected);
  });

  async function wholeList(query: string): Promise<Summary[]> {
    const items: Summary[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const body = await list(`${query}&perPage=100&page=${page}`);
      pages = body.totalPages;
      items.push(...body.items);
    }
    return items;
  }

  test.each<[string, (post: Summary) => string | number, "up" | "down"]>([
    ["createdAt", ({ createdAt }) => createdAt, "up"],
    ["-createdAt", ({ createdAt }) => createdAt, "down"],
    ["title", ({ title }) => title, "up"],
    ["-title", ({ title }) => title, "down"],
    ["-viewCount", ({ viewCount }) => viewCount, "down"],
  ])("is sorted by %s", async (sort, key, direction) => {
    const keys = (await list(`sort=${sort}&perPage=100`)).items.map(key);
    const rising = [...keys].sort((a, b) => (a < b ? -1 : Number(a > b)));
    expect(keys).toEqual(direction === "up" ? rising : rising.reverse());
  });

  test.each([
    "page=0",
    "page=1.5",
    "perPage=101",
    "status=lost",
    "sort=size",
    "filter[moon]=1",
    "filter=x",
    "filter[publishedAfter]=soon",
    "tags=a&tags=b&tags=c&tags=d&tags=e&tags=f",
  ])("refuses ?%s", async (query) => {
    expect((await api.call("GET", `/posts?${query}`)).status).toBe(400);
  });
});

describe("searching posts", () => {
  const search = async (json: object) => {
    const { body } = await api.call("POST", "/posts/search", { json });
    return body as { data: Summary[]; nextCursor: string | null };
  };

  test("gives all 2,500 once, with the cursor in the body", async () => {
    const ids: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const { data, nextCursor } = await search({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
      ids.push(...data.map(({ id }) => id));
      cursor = nextCursor;
    }
    expect(ids).toEqual(Array.from({ length: 2500 }, (_, index) => postId(index + 1)));
  });

  test("finds posts with all the words", async () => {
    const { data } = await search({ query: "QUIET garden", status: ["published"], cursor: null, limit: 5 });
    expect(data.length).toBe(5);
    for (const post of data) {
      expect(post.title).toMatch(/quiet garden/);
      expect(post.status).toBe("published");
    }
    expect(await search({ query: "xylophone" })).toEqual({ data: [], nextCursor: null });
  });

  test.each([
    [{ limit: 0 }, 422],
    [{ status: ["lost"] }, 422],
    [{ cursor: 7 }, 422],
    [{ cursor: "nonsense" }, 400],
  ])("refuses %j", async (json, status) => {
    expect((await api.call("POST", "/posts/search", { json })).status).toBe(status);
  });
});

describe("listing revisions", () => {
  interface Revisions {
    readonly data: readonly { readonly number: number }[];
    readonly links: { readonly next: string | null };
  }

  test("gives all of them once, by the address of the next page", async () => {
    const numbers: number[] = [];
    let next: string | null = `/v1/posts/${postId(1)}/revisions?limit=40`;
    while (next !== null) {
      const { body } = await api.call("GET", next.replace(/^\/v1/, ""));
      const page = body as Revisions;
      numbers.push(...page.data.map(({ number }) => number));
      next = page.links.next;
    }
    expect(numbers).toEqual(Array.from({ length: 130 }, (_, index) => 130 - index));
  });

  test("has errors like any list", async () => {
    expect((await api.call("GET", `/posts/${postId(9999)}/revisions`)).status).toBe(404);
    expect((await api.call("GET", `/posts/${postId(1)}/revisions?cursor=131`)).status).toBe(400);
  });
});
