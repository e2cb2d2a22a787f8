/** What an editor sees of results: bodies, `withResponse()`, `raw()`, and what `safe()` narrows. */
import { expectTypeOf } from "vitest";
import { createClient } from "../../generated-example/sdk/client.js";
import type { ConflictProblem, NotFoundProblem } from "../../generated-example/sdk/errors.js";
import type {
  BinaryResponse,
  ContentBlock,
  Inkwell,
  Media,
  Post,
  PostPage,
  PostStatus,
  RawResponse,
  ScheduledPost,
  SdkError,
  User,
} from "../../generated-example/sdk/index.js";
import { getPost, listPosts } from "../../generated-example/sdk/operations/posts.js";
import type { getHealth } from "../../generated-example/sdk/operations/system.js";

declare const inkwell: Inkwell;
declare const postId: string;

// `await` gives the body.
expectTypeOf(await inkwell.posts.get({ postId })).toEqualTypeOf<Post>();
expectTypeOf(await inkwell.posts.list()).toEqualTypeOf<PostPage>();
expectTypeOf(await inkwell.media.list()).toEqualTypeOf<Media[]>();
expectTypeOf(await inkwell.posts.delete({ postId })).toEqualTypeOf<undefined>();
expectTypeOf(await inkwell.posts.preview({ body: { title: "x", blocks: [] } })).toEqualTypeOf<string>();
expectTypeOf(await inkwell.media.download({ mediaId: "x" })).toEqualTypeOf<BinaryResponse>();
expectTypeOf(await inkwell.posts.publish({ postId })).toEqualTypeOf<Post | ScheduledPost>();

// It is a promise.
expectTypeOf(inkwell.posts.get({ postId })).toExtend<Promise<Post>>();
expectTypeOf(inkwell.posts.get({ postId }).then(({ title }) => title)).toEqualTypeOf<Promise<string>>();
expectTypeOf(Promise.all([inkwell.posts.get({ postId }), inkwell.users.getCurrent()])).resolves.toEqualTypeOf<
  [Post, User]
>();

// The functions give what the methods give.
const client = createClient({ apiKey: "key" });
expectTypeOf(await getPost(client, { postId })).toEqualTypeOf<Post>();
expectTypeOf(await listPosts(client)).toEqualTypeOf<PostPage>();
expectTypeOf(client).toExtend<Parameters<typeof getHealth>[0]>();
expectTypeOf(getPost(inkwell, { postId })).toEqualTypeOf(inkwell.posts.get({ postId }));

// All that is known of the answer.
const response = await inkwell.posts.get({ postId }).withResponse();
expectTypeOf(response.data).toEqualTypeOf<Post>();
expectTypeOf(response.status).toEqualTypeOf<number>();
expectTypeOf(response.headers.get("etag")).toEqualTypeOf<string | undefined>();
expectTypeOf(response.requestId).toEqualTypeOf<string | undefined>();
expectTypeOf(response.elapsedMs).toEqualTypeOf<number>();
expectTypeOf(response.url).toEqualTypeOf<string>();
expectTypeOf(await inkwell.posts.get({ postId }).raw()).toEqualTypeOf<RawResponse>();

// safe(): by `ok`, then by `status`.
const result = await inkwell.posts.publish({ postId }).safe();
// @ts-expect-error not before it is known to be ok
void result.data;
if (result.ok) {
  expectTypeOf(result.status).toEqualTypeOf<200 | 202>();
  expectTypeOf(result.data).toEqualTypeOf<Post | ScheduledPost>();
  if (result.status === 202) expectTypeOf(result.data).toEqualTypeOf<ScheduledPost>();
  else expectTypeOf(result.data).toEqualTypeOf<Post>();
  // @ts-expect-error there is no error then
  void result.error;
} else {
  expectTypeOf(result.error).toExtend<SdkError>();
  expectTypeOf<ConflictProblem>().toExtend<typeof result.error>();
  // @ts-expect-error nor data now
  void result.data;
}
const deleted = await inkwell.posts.delete({ postId }).safe();
if (deleted.ok)
  expectTypeOf(deleted).toEqualTypeOf<{ readonly ok: true; readonly status: 204; readonly data: undefined }>();
else expectTypeOf<NotFoundProblem>().toExtend<typeof deleted.error>();

// What a response may come to hold: the known values complete, others are let through.
const post = await inkwell.posts.get({ postId });
expectTypeOf(post.status).toEqualTypeOf<PostStatus>();
expectTypeOf<"published">().toExtend<PostStatus>();
expectTypeOf<"retracted">().toExtend<PostStatus>();
expectTypeOf(post.excerpt).toEqualTypeOf<string | null>();
expectTypeOf(post.metadata).toEqualTypeOf<{ [key: string]: string | number | boolean } | undefined>();

// A union is told apart by its discriminator.
declare const block: ContentBlock;
switch (block.type) {
  case "paragraph":
    expectTypeOf(block.text).toEqualTypeOf<string>();
    break;
  case "image":
    expectTypeOf(block.src).toEqualTypeOf<string>();
    break;
  case "code":
    expectTypeOf(block.code).toEqualTypeOf<string>();
    break;
  default:
    expectTypeOf(block).toBeNever();
}

// readOnly is received, writeOnly is not.
expectTypeOf<User>().toHaveProperty("id");
expectTypeOf<User>().not.toHaveProperty("password");
// @ts-expect-error there is no such operation
void inkwell.posts.copy;
