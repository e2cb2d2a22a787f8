// Pages: `for await` walks over all items. It asks for the next page when the loop gets there, by number or by cursor.
import { Inkwell } from "../sdk/index.js";

await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });

// By page numbers.
let posts = 0;
for await (const _post of inkwell.posts.list({ perPage: 100, tags: ["history"] })) posts += 1;
console.log(`${posts} posts, a hundred a page`);

// By cursors; the same loop.
const names: string[] = [];
for await (const { name } of inkwell.users.list({ limit: 20 })) {
  names.push(name);
  if (names.length === 25) break;
}
console.log(`The 25th user is ${names.at(-1)}; leaving the loop asks for nothing more`);

// Page by page.
for await (const page of inkwell.media.list({ limit: 50 }).pages()) {
  console.log(`A page of ${page.items.length}${page.hasNextPage() ? ", and there is more" : ""}`);
}

// A cursor is a plain text: keep it, and go on another day.
const { cursor } = await inkwell.users.list({ limit: 20 }).page();
const rest = await inkwell.users.list({ limit: 20 }, { from: cursor }).toArray({ limit: 5 });
console.log(`From the second page on: ${rest.length} users, the first is ${rest[0]?.name}`);
