// Query parameters: one flat object. Lists and objects are written into the address as the API's document says.
import { Inkwell } from "../sdk/index.js";

// Closed where its block ends, whatever happens: the same as `try { … } finally { await inkwell.close() }`.
await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });

const { data, url } = await inkwell.posts
  .list({
    status: ["published", "archived"],
    tags: ["history"],
    filter: { language: "en", publishedAfter: "2025-02-01T00:00:00Z" },
    sort: "title",
    perPage: 2,
  })
  .withResponse();

console.log(`Asked for ${decodeURIComponent(new URL(url).search)}`);
for (const { title, language } of data.items) console.log(`${language}: ${title}`);
console.log(`${data.items.length} of ${data.totalItems}`);
