/** What an editor sees of parameters: which are required, which are not, and what is wrong. Checked by types.test.ts. */
import { expectTypeOf } from "vitest";
import type {
  BinaryInput,
  CreatePostParams,
  CreateUserParams,
  GetPostParams,
  Inkwell,
  ListPostsParams,
  NewPost,
  PreviewPostParams,
  PublishPostParams,
  ReplaceMediaContentParams,
  ReplacePostParams,
  UploadMediaParams,
} from "../../generated-example/sdk/index.js";
import { fileFrom, part } from "../../generated-example/sdk/index.js";

declare const inkwell: Inkwell;
declare const newPost: NewPost;
declare const postId: string;

// Nothing is required: no parameters need be given, nor an object for them.
void inkwell.posts.list();
void inkwell.posts.list({});
void inkwell.posts.list({ page: 2 }, { timeout: 1000 });
void inkwell.system.getHealth();
void inkwell.system.getHealth({ timeout: 1000 });
expectTypeOf<ListPostsParams["page"]>().toEqualTypeOf<number | undefined>();
expectTypeOf<ListPostsParams["tags"]>().toEqualTypeOf<string[] | undefined>();
// With `exactOptionalPropertyTypes`, too, a value that may be undefined can be handed on.
void inkwell.posts.list({ page: undefined, status: undefined });

// Something is required.
expectTypeOf<GetPostParams>().toEqualTypeOf<{ postId: string }>();
void inkwell.posts.get({ postId });
// @ts-expect-error postId is missing
void inkwell.posts.get({});
// @ts-expect-error so are all parameters
void inkwell.posts.get();
// @ts-expect-error a number is no id
void inkwell.posts.get({ postId: 7 });
// @ts-expect-error there is no such parameter
void inkwell.posts.get({ postId, verbose: true });
// @ts-expect-error nor such an option
void inkwell.posts.get({ postId }, { retries: 3 });

// Header parameters under their own names, beside the body.
expectTypeOf<CreatePostParams>().toEqualTypeOf<{ "Idempotency-Key"?: string | undefined; body: NewPost }>();
expectTypeOf<ReplacePostParams["If-Match"]>().toEqualTypeOf<string>();
void inkwell.posts.replace({ postId, "If-Match": '"1"', body: newPost });
// @ts-expect-error If-Match is required here
void inkwell.posts.replace({ postId, body: newPost });
void inkwell.posts.update({ postId, body: { title: "Title" } });
// @ts-expect-error the document closes this object
void inkwell.posts.update({ postId, body: { titel: "Title" } });

// A body that may be left out.
expectTypeOf<PublishPostParams["body"]>().extract<undefined>().toEqualTypeOf<undefined>();
void inkwell.posts.publish({ postId });

// A request parameter's enum is closed: a typing error is an error.
void inkwell.posts.list({ sort: "-createdAt" });
// @ts-expect-error there is no such order
void inkwell.posts.list({ sort: "newest" });

// readOnly is not sent, writeOnly is.
void inkwell.users.create({
  body: { email: "kay@inkwell.example", name: "Kay", role: "writer", password: "differential analyzer" },
});
expectTypeOf<CreateUserParams["body"]>().not.toHaveProperty("id");
expectTypeOf<CreateUserParams["body"]>().toHaveProperty("password");
// @ts-expect-error the password is missing
void inkwell.users.create({ body: { email: "kay@inkwell.example", name: "Kay", role: "writer" } });

// `contentType` narrows the body; JSON is the default.
void inkwell.posts.preview({ body: newPost });
void inkwell.posts.preview({ contentType: "application/json", body: newPost });
void inkwell.posts.preview({ contentType: "text/markdown", body: "# Title" });
// @ts-expect-error Markdown is a text
void inkwell.posts.preview({ contentType: "text/markdown", body: newPost });
// @ts-expect-error without a content type the body is JSON
void inkwell.posts.preview({ body: "# Title" });
// @ts-expect-error there is no such content type
void inkwell.posts.preview({ contentType: "text/html", body: "<h1>" });
expectTypeOf<Extract<PreviewPostParams, { contentType: "text/markdown" }>["body"]>().toEqualTypeOf<string>();

// Files.
expectTypeOf<ReplaceMediaContentParams["body"]>().toEqualTypeOf<BinaryInput>();
expectTypeOf<Uint8Array>().toExtend<BinaryInput>();
expectTypeOf<Blob>().toExtend<BinaryInput>();
expectTypeOf<ReadableStream<Uint8Array>>().toExtend<BinaryInput>();
expectTypeOf<FormData>().toExtend<UploadMediaParams["body"]>();
void inkwell.media.upload({ body: { file: new Blob(["x"]), alt: "x", metadata: { number: 7 } } });
// @ts-expect-error the file is missing
void inkwell.media.upload({ body: { alt: "x" } });

// A union is told apart by its discriminator.
void inkwell.posts.create({ body: { title: "x", blocks: [{ type: "image", src: "https://x.example", alt: "x" }] } });
// @ts-expect-error an image has no text
void inkwell.posts.create({ body: { title: "x", blocks: [{ type: "image", text: "x" }] } });
// @ts-expect-error there are no videos
void inkwell.posts.create({ body: { title: "x", blocks: [{ type: "video", src: "x", alt: "x" }] } });

// Files in every shape, and settings for any part.
declare const web: ReadableStream<Uint8Array>;
void inkwell.media.upload({
  body: { file: fileFrom("a.png"), metadata: part({ a: "b" }, { contentType: "a/b+json" }) },
});
void inkwell.media.upload({ body: { file: { data: web, filename: "a.png", headers: { "X-A": "1" } } } });
// @ts-expect-error a number is no file
void inkwell.media.upload({ body: { file: 7 } });
// @ts-expect-error nor is a part without data
void inkwell.media.upload({ body: { file: { filename: "a.png" } } });
// @ts-expect-error the value in a part is checked, too
void inkwell.media.upload({ body: { file: web, alt: part(7) } });
