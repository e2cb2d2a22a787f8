// A program that uses the generated SDK as a careful user would. `npm run demo` starts the server it talks to.
import { createClient } from "./sdk/client.js";
import { Inkwell, isTimeoutError, NotFoundProblem, type Post, ResponseValidationError } from "./sdk/index.js";
import { getPost } from "./sdk/operations/posts.js";

/** Shows one call and what came of it. */
type Show = (call: string, result: string) => void;

/**
 * Calls the API at `baseUrl` in many ways. The credentials come from the environment: `INKWELL_API_KEY`,
 * `INKWELL_BEARER_TOKEN`, `INKWELL_BASIC_USERNAME` and `INKWELL_BASIC_PASSWORD`.
 */
export async function main(baseUrl: string, show: Show = printLine): Promise<void> {
  // Closed at the end of this block, however it ends.
  await using inkwell = new Inkwell({ baseUrl, timeout: 10_000 });
  await lookAround(inkwell, show);
  const post = await writePost(inkwell, show);
  await publishPost(inkwell, post, show);
  await meetErrors(inkwell, show);
  await manageUsers(inkwell, show);
  await readFile(inkwell, show);
  await callOneFunction(baseUrl, post, show);
  const nothing = await inkwell.posts.delete({ postId: post.id });
  show("posts.delete({ postId })", `${nothing}: a 204 has no body`);
}

function printLine(call: string, result: string): void {
  console.log(`${call}\n    -> ${result}`);
}

async function lookAround(inkwell: Inkwell, show: Show): Promise<void> {
  const { status, version } = await inkwell.system.getHealth();
  show("system.getHealth()", `${status}, version ${version}; needs no credentials`);
  // The bearer token of the environment: this operation takes no API key.
  const me = await inkwell.users.getCurrent();
  show("users.getCurrent()", `you are ${me.name}, ${me.role}`);
  const page = await inkwell.posts.list({
    status: ["published", "archived"],
    tags: ["history"],
    filter: { language: "en", publishedAfter: "2025-02-01T00:00:00Z" },
    sort: "title",
    perPage: 3,
  });
  const titles = page.items.map(({ title }) => `"${title}"`).join(", ");
  show("posts.list({ status, tags, filter, sort, perPage: 3 })", `${titles} of ${page.totalItems}`);
}

async function writePost(inkwell: Inkwell, show: Show): Promise<Post> {
  const draft = await inkwell.posts.create({
    // Sent twice, it still makes one post.
    "Idempotency-Key": crypto.randomUUID(),
    body: {
      title: "On small languages",
      tags: ["languages"],
      blocks: [{ type: "paragraph", text: "They are large inside." }],
    },
  });
  show(
    "posts.create({ body })",
    `"${draft.title}", a ${draft.status} by ${draft.author.name}, revision ${draft.revision}`,
  );
  const { data, status, headers } = await inkwell.posts.get({ postId: draft.id }).withResponse();
  const etag = headers.get("etag") ?? "";
  show("posts.get({ postId }).withResponse()", `status ${status}, ${data.blocks.length} block, ETag ${etag}`);
  const revised = await inkwell.posts.update({
    postId: draft.id,
    "If-Match": etag,
    body: { title: "On small languages, revised", excerpt: null },
  });
  show('posts.update({ postId, "If-Match", body })', `"${revised.title}", revision ${revised.revision}`);
  return revised;
}

/** Two successes are declared, 200 and 202, with different bodies: `status` tells them apart. */
async function publishPost(inkwell: Inkwell, post: Post, show: Show): Promise<void> {
  for (const body of [{ publishAt: "2099-01-01T09:00:00Z" }, undefined, undefined]) {
    const call = body === undefined ? "posts.publish({ postId }).safe()" : "posts.publish({ postId, body }).safe()";
    const result = await inkwell.posts.publish({ postId: post.id, body }).safe();
    if (!result.ok) show(call, `not ok: ${result.error.name}, ${result.error.message}`);
    else if (result.status === 202) show(call, `202: will be published at ${result.data.publishAt}`);
    else show(call, `200: ${result.data.status}, readers find it at ${result.data.url}`);
  }
}

/** The server of this example misbehaves on request: that is what the header is for. */
async function meetErrors(inkwell: Inkwell, show: Show): Promise<void> {
  const postId = "9057ab1e-0000-4000-8000-00000000ffff";
  try {
    await inkwell.posts.get({ postId });
  } catch (error) {
    if (!(error instanceof NotFoundProblem)) throw error;
    // `body` is the Problem of the document: `title`, `status`, `detail`, …
    show("posts.get() of a post that is not there", `${error.name}: ${error.body.detail}`);
  }
  try {
    await inkwell.users.list({ limit: 1 }, { headers: { "x-inkwell-fault": "wrong-shape" } });
  } catch (error) {
    if (!(error instanceof ResponseValidationError)) throw error;
    const paths = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    show("users.list() with a 200 of the wrong shape", `${error.name}: ${paths.join("; ")}`);
  }
  try {
    await inkwell.users.list({ limit: 1 }, { headers: { "x-inkwell-fault": "hang" }, timeout: 200 });
  } catch (error) {
    if (!isTimeoutError(error, "total")) throw error;
    show("users.list() of a server that never answers", `${error.name}: ${error.message}`);
  }
}

async function manageUsers(inkwell: Inkwell, show: Show): Promise<void> {
  // Name and password, from the environment like all the rest.
  const user = await inkwell.users.create({
    body: { email: "kay@inkwell.example", name: "Kay McNulty", role: "writer", password: "differential analyzer" },
  });
  show("users.create({ body }), by HTTP Basic", `${user.name}, ${user.role}`);
  const { name } = await inkwell.users.get({ userId: user.id });
  show("users.get({ userId })", name);
  // The document asks for two schemes at once: an API key and a password.
  const { status } = await inkwell.users.delete({ userId: user.id }).withResponse();
  show("users.delete({ userId }), with API key and HTTP Basic", `status ${status}`);
}

async function readFile(inkwell: Inkwell, show: Show): Promise<void> {
  const file = await inkwell.media.download({ mediaId: "med_00000001" });
  const { size, contentType } = file;
  const bytes = await file.bytes();
  show("media.download({ mediaId })", `${contentType}, ${bytes.byteLength} of ${size} bytes`);
}

/** The same without the class: a bundler keeps this one function and none of the others. */
async function callOneFunction(baseUrl: string, post: Post, show: Show): Promise<void> {
  // A credential may be a function, called for each request: this is the place to ask a vault.
  const client = createClient({ baseUrl, apiKey: async () => process.env["INKWELL_API_KEY"] ?? "" });
  try {
    const { title } = await getPost(client, { postId: post.id });
    show("getPost(client, { postId })", `"${title}"`);
  } finally {
    await client.close();
  }
}
