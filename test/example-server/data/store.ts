import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reply } from "../exchange.js";
import type { EventLog } from "./event-log.js";
import { eventLogOf } from "./event-log.js";
import { mediaId, postId, userId } from "./ids.js";
import type { AuditAction, AuditRecord, CommentRecord, MediaRecord, Post, User, UserSummary } from "./records.js";
import { seedComments, seedMedia, seedPost, seedUser } from "./seed.js";

/** How much there is, and what time it is. */
export interface StoreOptions {
  readonly users: number;
  readonly posts: number;
  readonly media: number;
  /** Bytes of the first file, `med_00000001`. */
  readonly downloadSize: number;
  readonly auditEntries: number;
  /** The first sequence number of the audit log; may be beyond 2^53. */
  readonly auditStart: bigint;
  readonly events: number;
  readonly now: () => Date;
}

/** An answer that is given again to a repeated request with the same idempotency key. */
export interface RememberedAnswer {
  /** Tells the body of the first request from others. */
  readonly fingerprint: string;
  readonly reply: Reply;
}

/** Everything that the server knows: in memory, but for the content of uploaded files. */
export class Store {
  readonly users: Map<string, User>;
  readonly passwords = new Map<string, string>();
  readonly posts: Map<string, Post>;
  /** The post that last took each slug; it may be gone or renamed since. */
  readonly slugs: Map<string, string>;
  readonly comments: Map<number, CommentRecord>;
  readonly media: Map<string, MediaRecord>;
  /** What was done since the server started; `options.auditEntries` computed ones come before these. */
  readonly audit: AuditRecord[] = [];
  readonly events: EventLog;
  readonly answers = new Map<string, RememberedAnswer>();
  readonly options: StoreOptions;
  readonly startedAt: Date;
  #madeUsers: number;
  #madePosts: number;
  #madeComments: number;
  #madeMedia: number;
  #folder: string | undefined;

  constructor(options: StoreOptions) {
    this.options = options;
    this.startedAt = options.now();
    const users = count(options.users).map(seedUser);
    const posts = count(options.posts).map((number) => seedPost(number, users));
    const comments = seedComments(posts, users);
    const media = count(options.media).map((number) =>
      number === 1 ? seedMedia(1, options.downloadSize) : seedMedia(number),
    );
    this.users = new Map(users.map((user) => [user.id, user]));
    this.posts = new Map(posts.map((post) => [post.id, post]));
    this.slugs = new Map(posts.map((post) => [post.slug, post.id]));
    this.comments = new Map(comments.map((comment) => [comment.id, comment]));
    this.media = new Map(media.map((record) => [record.media.id, record]));
    this.events = eventLogOf(options.events, { posts, comments, media });
    this.#madeUsers = users.length;
    this.#madePosts = posts.length;
    this.#madeComments = comments.length;
    this.#madeMedia = media.length;
  }

  now(): string {
    return this.options.now().toISOString();
  }

  savePost(post: Post): void {
    this.posts.set(post.id, post);
    this.slugs.set(post.slug, post.id);
  }

  nextUserId(): string {
    this.#madeUsers += 1;
    return userId(this.#madeUsers);
  }

  nextPostId(): string {
    this.#madePosts += 1;
    return postId(this.#madePosts);
  }

  nextCommentId(): number {
    this.#madeComments += 1;
    return this.#madeComments;
  }

  nextMediaId(): string {
    this.#madeMedia += 1;
    return mediaId(this.#madeMedia);
  }

  /** Writes a line of the audit log. */
  log(action: AuditAction, actor: UserSummary, target: string, details?: unknown): void {
    const entry = { at: this.now(), action, actor: { id: actor.id, name: actor.name }, target };
    this.audit.push(details === undefined ? entry : { ...entry, details });
  }

  /** Where the content of an uploaded file goes. */
  pathOf(name: string): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), "inkwell-"));
    return join(this.#folder, name);
  }

  /** Removes the uploaded files. */
  dispose(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }
}

function count(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index + 1);
}
