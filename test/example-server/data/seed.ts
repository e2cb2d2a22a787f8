import { mediaId, postId, userId } from "./ids.js";
import type { CommentRecord, ContentBlock, MediaRecord, Post, PostStatus, User, UserRole } from "./records.js";

/** Seeded times count from here; seeded record `n` was made `n` hours later. */
const start = Date.UTC(2025, 0, 1);
const hour = 3_600_000;

export function seededTime(hours: number): string {
  return new Date(start + hours * hour).toISOString();
}

const firstNames =
  "Alan Barbara Claude Donald Edsger Frances Gottfried Hedy Ida John Katherine Leslie Margaret Niklaus Ole Radia Shafi Tony Wang Yukihiro".split(
    " ",
  );
const lastNames =
  "Turing Liskov Shannon Knuth Dijkstra Allen Leibniz Lamarr Rhodes Backus Johnson Lamport Hamilton Wirth Dahl Perlman Goldwasser Hoare Xuan Matsumoto".split(
    " ",
  );

// The three whom the credentials in auth.ts belong to.
const knownUsers: readonly { readonly name: string; readonly role: UserRole; readonly bio: string | null }[] = [
  {
    name: "Ada Lovelace",
    role: "admin",
    bio: "Wrote the first program before there was a machine to run it.",
  },
  { name: "Grace Hopper", role: "editor", bio: null },
  { name: "Inkwell Integration", role: "editor", bio: "Not a person." },
];
const roles: readonly UserRole[] = ["reader", "writer", "reader", "editor"];

export function seedUser(number: number): User {
  const known = knownUsers[number - 1];
  const name = known?.name ?? inventedName(number);
  return {
    id: userId(number),
    email: `${slugOf(name)}@inkwell.example`,
    name,
    role: known?.role ?? pick(roles, number),
    bio: known?.bio ?? null,
    website: number % 3 === 1 ? `https://${slugOf(name)}.example` : null,
    metadata: number % 2 === 1 ? { newsletter: true, rank: number } : {},
    createdAt: seededTime(number),
  };
}

function inventedName(number: number): string {
  // The lists are equally long: each lap pairs the first names with other last names.
  const lap = Math.floor(number / firstNames.length);
  return `${pick(firstNames, number)} ${pick(lastNames, number * 7 + lap)}`;
}

const qualities = "patient small forgotten honest stubborn quiet elegant late".split(" ");
const subjects = "engine loom compiler library garden letter machine protocol index proof".split(" ");
const topics = "history computing essays tools language networks".split(" ");
const languages = ["en", "en", "en", "de", "fr"];
// Seven of ten posts are published.
const statuses: readonly PostStatus[] = [
  "archived",
  "published",
  "published",
  "draft",
  "published",
  "published",
  "scheduled",
  "published",
  "published",
  "published",
];

export function seedPost(number: number, authors: readonly User[]): Post {
  const author = pick(authors, number - 1);
  const title = `Notes on the ${pick(qualities, number)} ${pick(subjects, Math.floor(number / 8))}, part ${number}`;
  const slug = slugOf(title);
  const status = pick(statuses, number);
  return {
    id: postId(number),
    slug,
    title,
    status,
    author: { id: author.id, name: author.name },
    tags: [...new Set([pick(topics, number), pick(topics, number * 5 + 1)])],
    excerpt: number % 4 === 0 ? null : `What the ${pick(subjects, Math.floor(number / 8))} taught us.`,
    language: pick(languages, number),
    viewCount: (number * 7919) % 100_000,
    ...addressesOf(slug),
    publishedAt: status === "published" || status === "archived" ? seededTime(number + 24) : null,
    createdAt: seededTime(number),
    updatedAt: seededTime(number + 24),
    blocks: seedBlocks(number),
    revision: number === 1 ? 130 : 1 + (number % 4),
    cover: null,
    metadata: { number },
  };
}

/** A post's addresses follow from its slug. */
export function addressesOf(slug: string): { readonly url: string; readonly permalink: string } {
  return { url: `https://inkwell.example/posts/${slug}`, permalink: `https://inkwell.example/p/${slug}` };
}

function seedBlocks(number: number): readonly ContentBlock[] {
  return [
    { type: "paragraph", text: `This is part ${number}. It begins where part ${number - 1} left off.` },
    { type: "image", src: `https://inkwell.example/images/${number}.png`, alt: `Figure ${number}`, width: 1200 },
    { type: "code", language: "typescript", code: `const part = ${number};`, lineNumbers: number % 2 === 0 },
  ];
}

/** The first post has a long discussion, with threads four deep; most others have none. */
export function seedComments(posts: readonly Post[], authors: readonly User[]): readonly CommentRecord[] {
  const comments: CommentRecord[] = [];
  const add = (postNumber: number, parentId: number | null): number => {
    const id = comments.length + 1;
    const author = pick(authors, id * 3);
    comments.push({
      id,
      postId: postId(postNumber),
      parentId,
      author: id % 9 === 0 ? null : { id: author.id, name: author.name },
      body: parentId === null ? `Comment ${id}: is this so?` : `Comment ${id}: it is.`,
      hidden: id % 11 === 0,
      createdAt: seededTime(100 + id),
    });
    return id;
  };
  for (let thread = 0; thread < 120; thread++) addThread(add, 1, thread % 4);
  for (let number = 2; number <= posts.length; number++) if (number % 10 === 0) addThread(add, number, number % 3);
  return comments;
}

function addThread(add: (postNumber: number, parentId: number | null) => number, number: number, depth: number): void {
  let parent = add(number, null);
  for (let level = 0; level < depth; level++) parent = add(number, parent);
}

/** Seeded files have computed content: file `number` is `size` bytes of it. */
export function seedMedia(number: number, size = 1000 + number * 777): MediaRecord {
  const id = mediaId(number);
  const filename = `figure-${number}.png`;
  return {
    media: {
      id,
      filename,
      contentType: "image/png",
      size,
      alt: number % 3 === 0 ? null : `Figure ${number}`,
      url: `https://media.inkwell.example/${id}/${filename}`,
      metadata: {},
      createdAt: seededTime(number),
    },
    source: { kind: "generated" },
    version: 1,
  };
}

export function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return slug.slice(0, 70) || "post";
}

/** The item at an index that may go round and round. */
export function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError(`no item at ${index}`);
  return item;
}
