import type { Comment, CommentRecord } from "./records.js";

/** A comment with all that was said below it. */
export function threadOf(record: CommentRecord, all: readonly CommentRecord[]): Comment {
  const { parentId: _parentId, ...comment } = record;
  const replies = all.filter((other) => other.parentId === record.id).map((reply) => threadOf(reply, all));
  return { ...comment, replies };
}
