import { setImmediate as turn } from "node:timers/promises";
import { contentTypeOf, jsonBody, textBody } from "../body.js";
import { type Check, flag, integer, shape, valid } from "../check.js";
import type { ContentBlock, Post } from "../data/records.js";
import { type Exchange, json, type Reply, type Route } from "../exchange.js";
import { invalid } from "../problem.js";
import { eventBytes } from "../sse.js";
import { newPost } from "./post-input.js";
import { namedPost } from "./posts.js";
import { byDefault } from "./security.js";

export const postTextRoutes: readonly Route[] = [
  { operationId: "previewPost", method: "POST", path: "/posts/preview", security: byDefault, handler: previewPost },
  {
    operationId: "summarizePost",
    method: "POST",
    path: "/posts/{postId}/summary",
    security: byDefault,
    handler: summarizePost,
  },
];

async function previewPost(exchange: Exchange): Promise<Reply> {
  const isMarkdown = contentTypeOf(exchange.request) === "text/markdown";
  const html = isMarkdown
    ? htmlOfMarkdown(await textBody(exchange, "text/markdown"))
    : htmlOfPost(valid(newPost, await jsonBody(exchange, "application/json")));
  const text = `<article>${html}</article>`;
  return { status: 200, body: { kind: "text", contentType: "text/html; charset=utf-8", text } };
}

/** A heading and paragraphs will do to show that something was rendered. */
function htmlOfMarkdown(markdown: string): string {
  if (markdown.trim() === "") throw invalid([{ pointer: "", detail: "must not be empty" }]);
  const paragraphs = markdown.trim().split(/\n\s*\n/);
  return paragraphs
    .map((paragraph) => (paragraph.startsWith("# ") ? element("h1", paragraph.slice(2)) : element("p", paragraph)))
    .join("");
}

function htmlOfPost({ title, blocks }: { readonly title: string; readonly blocks: readonly ContentBlock[] }): string {
  return element("h1", title) + blocks.map(htmlOfBlock).join("");
}

function htmlOfBlock(block: ContentBlock): string {
  if (block.type === "paragraph") return element("p", block.text);
  if (block.type === "code") return element("pre", block.code);
  return `<img src="${escapeHtml(block.src)}" alt="${escapeHtml(block.alt)}">`;
}

function element(tag: string, text: string): string {
  return `<${tag}>${escapeHtml(text)}</${tag}>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

interface SummaryRequest {
  readonly maxWords?: number;
  readonly stream?: boolean;
}

const summaryRequest: Check<SummaryRequest> = shape({
  optional: { maxWords: integer({ min: 1, max: 200 }), stream: flag },
});

async function summarizePost(exchange: Exchange): Promise<Reply> {
  const post = namedPost(exchange);
  const { maxWords = 40, stream = false } = valid(summaryRequest, await jsonBody(exchange));
  const words = wordsOf(post).slice(0, maxWords);
  if (!stream) return json({ text: words.join(" "), words: words.length });
  return { status: 200, body: { kind: "stream", contentType: "text/event-stream", chunks: wordByWord(words) } };
}

function wordsOf(post: Post): readonly string[] {
  const texts = post.blocks.map((block) => (block.type === "paragraph" ? block.text : ""));
  return [post.title, post.excerpt ?? "", ...texts].join(" ").split(/\s+/).filter(Boolean);
}

async function* wordByWord(words: readonly string[]): AsyncGenerator<Buffer, void> {
  for (const [index, word] of words.entries()) {
    yield eventBytes({ data: JSON.stringify({ delta: index === 0 ? word : ` ${word}` }) });
    // Each word is a write of its own.
    await turn();
  }
  yield eventBytes({ data: "[DONE]" });
}
