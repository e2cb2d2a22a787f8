import { userWith } from "../auth.js";
import { jsonBody } from "../body.js";
import { type Check, integer, nullable, shape, text, valid } from "../check.js";
import { threadOf } from "../data/comments.js";
import type { CommentRecord } from "../data/records.js";
import type { Store } from "../data/store.js";
import { type Exchange, json, noContent, type Reply, type Route } from "../exchange.js";
import { invalid, notFound } from "../problem.js";
import { queryInteger, queryLimit } from "../query.js";
import { namedPost } from "./posts.js";
import { byDefault } from "./security.js";

export const commentRoutes: readonly Route[] = [
  {
    operationId: "listComments",
    method: "GET",
    path: "/posts/{postId}/comments",
    security: [{}, ...byDefault],
    handler: listComments,
  },
  {
    operationId: "createComment",
    method: "POST",
    path: "/posts/{postId}/comments",
    security: byDefault,
    handler: createComment,
  },
  { operationId: "getComment", method: "GET", path: "/comments/{commentId}", security: byDefault, handler: getComment },
  {
    operationId: "deleteComment",
    method: "DELETE",
    path: "/comments/{commentId}",
    security: byDefault,
    handler: deleteComment,
  },
];

interface NewComment {
  readonly body: string;
  readonly parentId?: number | null;
}

const newComment: Check<NewComment> = shape({
  required: { body: text({ min: 1, max: 5000 }) },
  optional: { parentId: nullable(integer()) },
});

function listComments(exchange: Exchange): Reply {
  const { principal, query, store } = exchange;
  const post = namedPost(exchange);
  const offset = queryInteger(query, "offset", { min: 0, fallback: 0 });
  const limit = queryLimit(query);
  const visible = commentsOf(store, post.id).filter((comment) => !comment.hidden || principal.user !== undefined);
  const threads = visible.filter((comment) => comment.parentId === null);
  const items = threads.slice(offset, offset + limit).map((comment) => threadOf(comment, visible));
  return json({ items, total: threads.length });
}

function commentsOf(store: Store, postId: string): readonly CommentRecord[] {
  return [...store.comments.values()].filter((comment) => comment.postId === postId);
}

async function createComment(exchange: Exchange): Promise<Reply> {
  const { principal, store } = exchange;
  const author = userWith("reader", principal);
  const post = namedPost(exchange);
  const { body, parentId = null } = valid(newComment, await jsonBody(exchange));
  if (parentId !== null && store.comments.get(parentId)?.postId !== post.id) {
    throw invalid([{ pointer: "/parentId", detail: "must be a comment of the same post" }]);
  }
  const comment: CommentRecord = {
    id: store.nextCommentId(),
    postId: post.id,
    parentId,
    author: { id: author.id, name: author.name },
    body,
    hidden: false,
    createdAt: store.now(),
  };
  store.comments.set(comment.id, comment);
  const shown = threadOf(comment, []);
  store.events.publish({ type: "comment.created", at: comment.createdAt, comment: shown });
  return json(shown, { status: 201, headers: { location: `/v1/comments/${comment.id}` } });
}

function getComment(exchange: Exchange): Reply {
  const comment = namedComment(exchange);
  return json(threadOf(comment, commentsOf(exchange.store, comment.postId)));
}

function deleteComment(exchange: Exchange): Reply {
  const { principal, store } = exchange;
  const comment = namedComment(exchange);
  // Everyone may delete their own, editors any.
  if (comment.author === null || comment.author.id !== principal.user?.id) userWith("editor", principal);
  removeThread(store, comment.id);
  return noContent;
}

function removeThread(store: Store, id: number): void {
  store.comments.delete(id);
  for (const other of store.comments.values()) if (other.parentId === id) removeThread(store, other.id);
}

function namedComment({ path, store }: Exchange): CommentRecord {
  const comment = store.comments.get(Number(path.commentId));
  if (comment === undefined) throw notFound(`comment ${path.commentId}`);
  return comment;
}
