// What the server keeps. The names are those of fixtures/inkwell.yaml; what differs there is made on the way out.

export type UserRole = "reader" | "writer" | "editor" | "admin";
export type PostStatus = "draft" | "scheduled" | "published" | "archived";
export type Metadata = Readonly<Record<string, string | number | boolean>>;

export interface UserSummary {
  readonly id: string;
  readonly name: string;
}

/** A user as the API shows it. */
export interface User extends UserSummary {
  readonly email: string;
  readonly role: UserRole;
  readonly bio: string | null;
  readonly website: string | null;
  readonly metadata: Metadata;
  readonly createdAt: string;
}

export interface ParagraphBlock {
  readonly type: "paragraph";
  readonly text: string;
  readonly align?: "left" | "center" | "right";
}

export interface ImageBlock {
  readonly type: "image";
  readonly src: string;
  readonly alt: string;
  readonly caption?: string | null;
  readonly width?: number;
  readonly height?: number;
}

export interface CodeBlock {
  readonly type: "code";
  readonly code: string;
  readonly language?: string;
  readonly lineNumbers?: boolean;
}

export type ContentBlock = ParagraphBlock | ImageBlock | CodeBlock;

/** A post as lists show it. */
export interface PostSummary {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly status: PostStatus;
  readonly author: UserSummary;
  readonly tags: readonly string[];
  readonly excerpt: string | null;
  readonly language: string;
  readonly viewCount: number;
  readonly url: string;
  readonly permalink: string;
  readonly publishedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Post extends PostSummary {
  readonly blocks: readonly ContentBlock[];
  readonly revision: number;
  readonly cover: ImageBlock | null;
  readonly metadata: Metadata;
}

/** Comments are kept flat; `replies` are put together when one is shown. */
export interface CommentRecord {
  readonly id: number;
  readonly postId: string;
  readonly parentId: number | null;
  readonly author: UserSummary | null;
  readonly body: string;
  readonly hidden: boolean;
  readonly createdAt: string;
}

export interface Comment extends Omit<CommentRecord, "parentId"> {
  readonly replies: readonly Comment[];
}

export interface Media {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256?: string;
  readonly alt: string | null;
  readonly url: string;
  readonly metadata: Metadata;
  readonly createdAt: string;
}

/** Where a file's bytes come from: seeded files are computed, uploaded ones lie in a temporary folder. */
export type ContentSource = { readonly kind: "generated" } | { readonly kind: "file"; readonly path: string };

export interface MediaRecord {
  readonly media: Media;
  readonly source: ContentSource;
  /** Grows with each change of the content; part of the `ETag`. */
  readonly version: number;
}

export const auditActions = [
  "user.created",
  "user.deleted",
  "post.created",
  "post.updated",
  "post.published",
  "post.deleted",
  "media.uploaded",
] as const;

export type AuditAction = (typeof auditActions)[number];

/** An entry without its sequence number, which may be too large for a JavaScript number. */
export interface AuditRecord {
  readonly at: string;
  readonly action: AuditAction;
  readonly actor: UserSummary;
  readonly target: string;
  readonly details?: unknown;
}

export const eventTypes = ["post.published", "comment.created", "media.uploaded"] as const;

/** What happened; sent as the data of a server-sent event of the same name. */
export type ApiEvent =
  | { readonly type: "post.published"; readonly at: string; readonly post: PostSummary }
  | { readonly type: "comment.created"; readonly at: string; readonly comment: Comment }
  | { readonly type: "media.uploaded"; readonly at: string; readonly media: Media };

/** A post without what only its own page shows. */
export function summaryOf(post: Post): PostSummary {
  const { blocks: _blocks, revision: _revision, cover: _cover, metadata: _metadata, ...summary } = post;
  return summary;
}
