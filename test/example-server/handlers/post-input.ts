import { type Check, flag, integer, isObject, list, nullable, oneOf, shape, someOf, tagged, text } from "../check.js";
import type { ContentBlock, ImageBlock, Metadata } from "../data/records.js";

/** The body of createPost and replacePost. */
export interface NewPost {
  readonly title: string;
  readonly blocks: readonly ContentBlock[];
  readonly slug?: string;
  readonly tags?: readonly string[];
  readonly excerpt?: string | null;
  readonly language?: string;
  readonly cover?: ImageBlock | null;
  readonly metadata?: Metadata;
}

/** The body of updatePost. */
export interface PostPatch extends Partial<NewPost> {
  readonly status?: "draft" | "archived";
}

/** `additionalProperties` of a few plain types, at most twenty. */
export const metadata: Check<Metadata> = (value, pointer) => {
  if (!isObject(value)) return [{ pointer, detail: "must be an object" }];
  const entries = Object.entries(value);
  if (entries.length > 20) return [{ pointer, detail: "must have at most 20 properties" }];
  return entries
    .filter(([, entry]) => !["string", "number", "boolean"].includes(typeof entry))
    .map(([name]) => ({ pointer: `${pointer}/${name}`, detail: "must be a string, a number, true or false" }));
};

const pixels = integer({ min: 1, max: 10_000 });

const imageBlock: Check<ImageBlock> = shape({
  required: { type: oneOf(["image"]), src: text({ format: "uri" }), alt: text({ max: 500 }) },
  optional: { caption: nullable(text()), width: pixels, height: pixels },
});

const contentBlock: Check<ContentBlock> = tagged({
  paragraph: shape({
    required: { text: text({ max: 20_000 }) },
    optional: { align: oneOf(["left", "center", "right"]) },
  }),
  image: imageBlock,
  code: shape({ required: { code: text() }, optional: { language: text(), lineNumbers: flag } }),
});

const tag = text({ pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, max: 40 });

const essential = {
  title: text({ min: 1, max: 200 }),
  blocks: list(contentBlock, { min: 1 }),
};
const further = {
  slug: text({ pattern: /^[a-z0-9-]+$/, max: 80 }),
  tags: list(tag, { max: 10, unique: true }),
  excerpt: nullable(text({ max: 300 })),
  language: text({ pattern: /^[a-z]{2}$/ }),
  cover: nullable(imageBlock),
  metadata,
};

export const newPost: Check<NewPost> = shape({ required: essential, optional: further });

export const postPatch: Check<PostPatch> = someOf(
  shape({ optional: { ...essential, ...further, status: oneOf(["draft", "archived"]) } }, "closed"),
);
