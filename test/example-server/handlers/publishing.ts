import { userWith } from "../auth.js";
import { optionalJsonBody } from "../body.js";
import { type Check, flag, shape, text, valid } from "../check.js";
import { type Post, summaryOf, type User } from "../data/records.js";
import type { Store } from "../data/store.js";
import { type Exchange, json, type Reply, type Route } from "../exchange.js";
import { conflict, invalid } from "../problem.js";
import { namedPost, nextRevision, postReply } from "./posts.js";
import { mayWrite } from "./security.js";

export const publishingRoutes: readonly Route[] = [
  {
    operationId: "publishPost",
    method: "POST",
    path: "/posts/{postId}/publish",
    security: mayWrite,
    handler: publishPost,
  },
  {
    operationId: "unpublishPost",
    method: "POST",
    path: "/posts/{postId}/unpublish",
    security: mayWrite,
    handler: unpublishPost,
  },
];

interface PublishOptions {
  readonly publishAt?: string;
  readonly notify?: boolean;
}

const publishOptions: Check<PublishOptions> = shape({
  optional: { publishAt: text({ format: "date-time" }), notify: flag },
});

async function publishPost(exchange: Exchange): Promise<Reply> {
  const { principal, store } = exchange;
  const editor = userWith("writer", principal);
  const post = namedPost(exchange);
  const { publishAt } = valid(publishOptions, (await optionalJsonBody(exchange)) ?? {});
  if (post.status === "published" || post.status === "archived") throw conflict(`The post is already ${post.status}.`);
  if (publishAt === undefined) return publishNow(store, editor, post);
  if (Date.parse(publishAt) <= store.options.now().getTime()) {
    throw invalid([{ pointer: "/publishAt", detail: "must be in the future" }]);
  }
  nextRevision(store, { ...post, status: "scheduled" });
  return json({ postId: post.id, status: "scheduled", publishAt }, { status: 202 });
}

function publishNow(store: Store, editor: User, post: Post): Reply {
  const at = store.now();
  const published = nextRevision(store, { ...post, status: "published", publishedAt: at });
  store.log("post.published", editor, `/v1/posts/${post.id}`);
  store.events.publish({ type: "post.published", at, post: summaryOf(published) });
  return postReply(published);
}

function unpublishPost(exchange: Exchange): Reply {
  const { principal, store } = exchange;
  userWith("writer", principal);
  const post = namedPost(exchange);
  if (post.status !== "published") throw conflict(`The post is not published, but ${post.status}.`);
  return postReply(nextRevision(store, { ...post, status: "draft", publishedAt: null }));
}
