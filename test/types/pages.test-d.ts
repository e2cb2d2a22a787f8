/** What an editor sees of lists. */
import { expectTypeOf } from "vitest";
import type {
  Comment,
  Inkwell,
  Media,
  Page,
  PageOptions,
  PagePromise,
  PostPage,
  PostSearchResult,
  PostSummary,
  ResponseInfo,
  UserList,
} from "../../generated-example/sdk/index.js";
import type { listPosts } from "../../generated-example/sdk/operations/posts.js";

declare const inkwell: Inkwell;

// `await` gives the first body as documented; `for await` walks items, whatever the body around them is.
expectTypeOf(await inkwell.posts.list()).toEqualTypeOf<PostPage>();
for await (const post of inkwell.posts.list({ perPage: 10 })) expectTypeOf(post).toEqualTypeOf<PostSummary>();
for await (const post of inkwell.posts.search({ body: {} })) expectTypeOf(post).toEqualTypeOf<PostSummary>();
expectTypeOf(await inkwell.posts.search({ body: {} })).toEqualTypeOf<PostSearchResult>();
expectTypeOf(await inkwell.users.list()).toEqualTypeOf<UserList>();
// A body that is a bare list.
expectTypeOf(await inkwell.media.list()).toEqualTypeOf<Media[]>();
for await (const media of inkwell.media.list()) expectTypeOf(media).toEqualTypeOf<Media>();
for await (const comment of inkwell.comments.list({ postId: "x" })) expectTypeOf(comment).toEqualTypeOf<Comment>();

// The same through the function.
expectTypeOf<Awaited<ReturnType<typeof listPosts>>>().toEqualTypeOf<PostPage>();
expectTypeOf<ReturnType<typeof listPosts>>().toExtend<AsyncIterable<PostSummary>>();
type Described = PagePromise<PostPage, PostSummary, { 200: PostPage }>;
expectTypeOf<ReturnType<Described["pages"]>>().toEqualTypeOf<ReturnType<ReturnType<typeof listPosts>["pages"]>>();

// Pages.
for await (const page of inkwell.posts.list().pages()) expectTypeOf(page).toEqualTypeOf<Page<PostSummary, PostPage>>();
const page = await inkwell.posts.list().page();
expectTypeOf(page.items).toEqualTypeOf<readonly PostSummary[]>();
expectTypeOf(page.body).toEqualTypeOf<PostPage>();
expectTypeOf(page.response).toEqualTypeOf<ResponseInfo>();
expectTypeOf(page.cursor).toEqualTypeOf<string | undefined>();
expectTypeOf(page.hasNextPage()).toEqualTypeOf<boolean>();
expectTypeOf(await page.nextPage()).toEqualTypeOf<Page<PostSummary, PostPage>>();
// @ts-expect-error a page is what the server said
page.items.push(page.items[0]);

// All items, or some.
expectTypeOf(await inkwell.posts.list().toArray()).toEqualTypeOf<PostSummary[]>();
expectTypeOf(await inkwell.posts.list().toArray({ limit: 5 })).toEqualTypeOf<PostSummary[]>();
// @ts-expect-error a limit is a number
inkwell.posts.list().toArray({ limit: "5" });

// What a walk can be told; `page.cursor` may be undefined, and then it begins at the first page.
expectTypeOf(inkwell.posts.list).parameter(1).toEqualTypeOf<PageOptions | undefined>();
inkwell.posts.list({}, { from: page.cursor, maxItems: 10, maxPages: 2, prefetch: true, timeout: 1_000 });
// @ts-expect-error a cursor is a text
inkwell.posts.list({}, { from: 2 });
// @ts-expect-error the number of items is a number
inkwell.posts.list({}, { maxItems: "all" });
// @ts-expect-error what is no list takes none of it
inkwell.posts.get({ postId: "x" }, { maxPages: 2 });
// @ts-expect-error and can't be walked
for await (const _ of inkwell.posts.get({ postId: "x" })) break;

// The rest of a promise of the SDK.
expectTypeOf((await inkwell.media.list().withResponse()).data).toEqualTypeOf<Media[]>();
const result = await inkwell.posts.list().safe();
if (result.ok) expectTypeOf(result.data).toEqualTypeOf<PostPage>();
