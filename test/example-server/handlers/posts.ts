import { createHash } from "node:crypto";
import { userWith } from "../auth.js";
import { jsonBody } from "../body.js";
import { valid } from "../check.js";
import { postEtag, requireMatch } from "../conditional.js";
import type { Post, User } from "../data/records.js";
import { addressesOf, slugOf } from "../data/seed.js";
import type { Store } from "../data/store.js";
import { type Exchange, json, noContent, type Reply, type Route } from "../exchange.js";
import { badRequest, conflict, invalid, notFound } from "../problem.js";
import { type NewPost, newPost, postPatch } from "./post-input.js";
import { byDefault, mayWrite } from "./security.js";

export const postRoutes: readonly Route[] = [
  { operationId: "createPost", method: "POST", path: "/posts", security: mayWrite, handler: createPost },
  { operationId: "getPost", method: "GET", path: "/posts/{postId}", security: byDefault, handler: getPost },
  { operationId: "replacePost", method: "PUT", path: "/posts/{postId}", security: mayWrite, handler: replacePost },
  { operationId: "updatePost", method: "PATCH", path: "/posts/{postId}", security: mayWrite, handler: updatePost },
  { operationId: "deletePost", method: "DELETE", path: "/posts/{postId}", security: mayWrite, handler: deletePost },
];

/** draft-ietf-httpapi-idempotency-key-header: the answer to the first request answers the repeated ones. */
async function createPost(exchange: Exchange): Promise<Reply> {
  const { principal, request, store } = exchange;
  const author = userWith("writer", principal);
  const key = request.headers["idempotency-key"];
  if (key !== undefined && (typeof key !== "string" || key.length < 8 || key.length > 64)) {
    throw badRequest("The header Idempotency-Key must have 8 to 64 characters.");
  }
  const input = await jsonBody(exchange);
  const fingerprint = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const remembered = key === undefined ? undefined : store.answers.get(`${author.id} ${key}`);
  if (remembered !== undefined && remembered.fingerprint !== fingerprint) {
    throw invalid([{ pointer: "", detail: "is not the one that this Idempotency-Key was first used with" }]);
  }
  if (remembered !== undefined) return replayed(remembered.reply);
  const post = addPost(store, author, valid(newPost, input));
  const reply = json(post, { status: 201, headers: { location: `/v1/posts/${post.id}`, etag: postEtag(post) } });
  if (key !== undefined) store.answers.set(`${author.id} ${key}`, { fingerprint, reply });
  return reply;
}

function replayed(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, "idempotency-replayed": "true" } };
}

function addPost(store: Store, author: User, input: NewPost): Post {
  const now = store.now();
  const slug = freeSlug(store, input);
  const post: Post = {
    ...contentOf(input),
    ...addressesOf(slug),
    id: store.nextPostId(),
    slug,
    status: "draft",
    author: { id: author.id, name: author.name },
    viewCount: 0,
    publishedAt: null,
    createdAt: now,
    updatedAt: now,
    revision: 1,
  };
  store.savePost(post);
  store.log("post.created", author, `/v1/posts/${post.id}`, { title: post.title });
  return post;
}

/** What the sender writes; what is left out has its default. */
function contentOf({
  title,
  blocks,
  tags = [],
  excerpt = null,
  language = "en",
  cover = null,
  metadata = {},
}: NewPost) {
  return { title, blocks, tags, excerpt, language, cover, metadata };
}

function freeSlug(store: Store, { slug, title }: NewPost): string {
  const wanted = slug ?? slugOf(title);
  if (!isTaken(store, wanted)) return wanted;
  if (slug !== undefined) throw conflict(`There is already a post with the slug ${slug}.`);
  let number = store.posts.size;
  while (isTaken(store, `${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

function isTaken(store: Store, slug: string, by?: Post): boolean {
  const owner = store.posts.get(store.slugs.get(slug) ?? "");
  return owner?.slug === slug && owner.id !== by?.id;
}

function getPost(exchange: Exchange): Reply {
  return postReply(namedPost(exchange));
}

async function replacePost(exchange: Exchange): Promise<Reply> {
  const editor = userWith("writer", exchange.principal);
  const post = namedPost(exchange);
  requireMatch(exchange.request, postEtag(post), "required");
  const input = valid(newPost, await jsonBody(exchange));
  return changePost(exchange.store, editor, { ...post, ...contentOf(input), slug: input.slug ?? post.slug });
}

async function updatePost(exchange: Exchange): Promise<Reply> {
  const editor = userWith("writer", exchange.principal);
  const post = namedPost(exchange);
  requireMatch(exchange.request, postEtag(post), "optional");
  const patch = valid(postPatch, await jsonBody(exchange, "application/merge-patch+json"));
  return changePost(exchange.store, editor, { ...post, ...patch });
}

/** Stores the next revision of a post. */
function changePost(store: Store, editor: User, post: Post): Reply {
  if (isTaken(store, post.slug, post)) throw conflict(`There is already a post with the slug ${post.slug}.`);
  const changed = nextRevision(store, { ...post, ...addressesOf(post.slug) });
  store.log("post.updated", editor, `/v1/posts/${post.id}`, { revision: changed.revision });
  return postReply(changed);
}

/** The same post one change later, as the store now has it. */
export function nextRevision(store: Store, post: Post): Post {
  const changed = { ...post, updatedAt: store.now(), revision: post.revision + 1 };
  store.savePost(changed);
  return changed;
}

function deletePost(exchange: Exchange): Reply {
  const { principal, store } = exchange;
  const editor = userWith("writer", principal);
  const post = namedPost(exchange);
  store.posts.delete(post.id);
  for (const comment of store.comments.values()) if (comment.postId === post.id) store.comments.delete(comment.id);
  store.log("post.deleted", editor, `/v1/posts/${post.id}`);
  return noContent;
}

export function postReply(post: Post): Reply {
  return json(post, { headers: { etag: postEtag(post) } });
}

/** The post that the path names. */
export function namedPost({ path, store }: Exchange): Post {
  const post = store.posts.get(path.postId ?? "");
  if (post === undefined) throw notFound(`post ${path.postId}`);
  return post;
}
