// POST with JSON: what is sent stands under `body`, typed by the document. What the server makes comes back.
import { Inkwell } from "../sdk/index.js";

await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });

const { data: post, status } = await inkwell.posts
  .create({
    body: {
      title: "On small languages",
      tags: ["languages"],
      blocks: [
        { type: "paragraph", text: "They are large inside." },
        { type: "code", code: "(lambda (x) x)", language: "scheme" },
      ],
    },
  })
  .withResponse();

console.log(`${status}: "${post.title}" is a ${post.status} with ${post.blocks.length} blocks`);
console.log(`The server gave it the slug ${post.slug} and revision ${post.revision}`);
