/** What an editor sees of the test kit: statuses, bodies, params and what was sent, all from the client's own types. */
import { expectTypeOf } from "vitest";
import type {
  AuditEntry,
  Inkwell,
  ListPostsParams,
  NewPost,
  Post,
  PostPage,
  Problem,
  ScheduledPost,
  Summary,
} from "../../generated-example/sdk/index.js";
import { type MockInkwell, mockInkwell } from "../../generated-example/sdk/testing.js";

declare const post: Post;
declare const scheduled: ScheduledPost;
declare const page: PostPage;
declare const entry: AuditEntry;
declare const summary: Summary;
declare const problem: Problem;

const api = mockInkwell();
expectTypeOf(api).toEqualTypeOf<MockInkwell>();
expectTypeOf(api.client).toEqualTypeOf<Inkwell>();

// The client's options, but for how it is connected.
void mockInkwell({ timeout: 1000, apiKey: "key", realWaits: true, validate: "strict" });
// @ts-expect-error there is no network to send through
void mockInkwell({ transport: () => undefined });
// @ts-expect-error the client has no such option
void mockInkwell({ token: "x" });

const { posts, audit, media, users } = api.mock;
// Statuses and bodies are those of the document.
posts.get({ postId: "7" }).reply(200, post).error(404, problem).timeout().reset().rateLimit({ retryAfter: 2 });
posts
  .publish()
  .reply(200, post)
  .reply(202, scheduled, { headers: { "x-a": "b" } });
posts.delete().reply(204);
posts.list({ filter: { language: "en" } }).pages([page, page]);
posts
  .summarize()
  .reply(200, summary)
  .stream([{ data: { delta: "a" } }]);
audit.exportLog().stream([entry], { breaks: true });
media.download().reply(200, new Uint8Array(3)).reply(200, "text");
posts.get().undeclared(500, "oops");
// @ts-expect-error a 201 is not declared
posts.get().reply(201, post);
// @ts-expect-error nor is this the body of a 202
posts.publish().reply(202, { nothing: true });
// @ts-expect-error the body is missing
posts.get().reply(200);
// @ts-expect-error a 204 has none
posts.delete().reply(204, post);
// @ts-expect-error an error is no success
posts.get().reply(404, problem);
// @ts-expect-error this is no problem
posts.get().error(404, post);
// @ts-expect-error the same is said of what answers once
posts.get().replyOnce(201, post);
// @ts-expect-error as before
posts.get().replyOnce(200, problem);
// @ts-expect-error these are no pages of posts
posts.list().pages([post]);
// @ts-expect-error the wait is a number of seconds
posts.get().rateLimit({ retryAfter: "2" });
// @ts-expect-error nothing is to be said of a timeout
posts.get().timeout(200);
// @ts-expect-error nor of a reset
posts.get().reset(200);
// @ts-expect-error an item of another stream
posts.summarize().stream([entry]);
// @ts-expect-error no parameter is called so
posts.get({ id: "7" });
// @ts-expect-error no operation is called so
posts.fetch;
// @ts-expect-error no resource is called so
api.mock.pets;
// Any part of the parameters, or a function of them.
posts.create({ body: { title: "x" } });
posts.create(({ body }) => body.blocks.length > 0);

// What was sent.
expectTypeOf(posts.create.calls[0]?.params.body).toEqualTypeOf<NewPost | undefined>();
expectTypeOf(api.calls("createPost")[0]?.body).toEqualTypeOf<NewPost | undefined>();
expectTypeOf(api.mock.calls("listPosts")[0]?.params).toEqualTypeOf<ListPostsParams | undefined>();
expectTypeOf(users.getCurrent.calls[0]?.headers["authorization"]).toEqualTypeOf<string | undefined>();
// @ts-expect-error the params are those of that operation
void api.calls("createPost")[0]?.params.userId;
// @ts-expect-error no operation is called so
api.mock.calls("makePost");
// @ts-expect-error the class of a resource is no operation
api.calls("PostsResource");
