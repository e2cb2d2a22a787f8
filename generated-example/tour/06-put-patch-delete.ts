// PUT replaces, PATCH changes what is named, DELETE removes. An ETag makes sure that nobody's work is lost.
import { Inkwell, PreconditionFailedProblem } from "../sdk/index.js";

await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });

const first = { title: "First thoughts", blocks: [{ type: "paragraph", text: "Hm." } as const] };
const created = await inkwell.posts.create({ body: first }).withResponse();
const postId = created.data.id;
const etag = created.headerValues.ETag ?? "";

const replaced = await inkwell.posts.replace({
  postId,
  "If-Match": etag,
  body: { title: "Second thoughts", blocks: [{ type: "paragraph", text: "Better." }] },
});
console.log(`PUT: "${replaced.title}", revision ${replaced.revision}`);

// `null` clears a property, leaving it out keeps it.
const patched = await inkwell.posts.update({ postId, body: { excerpt: null, language: "de" } });
console.log(`PATCH: still "${patched.title}", now in ${patched.language}, revision ${patched.revision}`);

try {
  await inkwell.posts.update({ postId, "If-Match": etag, body: { title: "Too late" } });
} catch (error) {
  if (!(error instanceof PreconditionFailedProblem)) throw error;
  console.log(`PATCH with the first ETag: ${error.status}, ${error.body.detail}`);
}

const { status, data } = await inkwell.posts.delete({ postId }).withResponse();
console.log(`DELETE: ${status}, and the result is ${data}`);
