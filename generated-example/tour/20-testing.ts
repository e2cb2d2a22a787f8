// Testing without a network: the real client, with answers that you declare and the compiler checks.
import assert from "node:assert/strict";
import { type Inkwell, NotFoundProblem } from "../sdk/index.js";
import { fixture, mockInkwell } from "../sdk/testing.js";

/** The code under test. */
async function headline(inkwell: Inkwell, postId: string): Promise<string> {
  try {
    const { title, author } = await inkwell.posts.get({ postId });
    return `${title}, by ${author.name}`;
  } catch (error) {
    if (error instanceof NotFoundProblem) return "(gone)";
    throw error;
  }
}

const api = mockInkwell();
// A valid post, with what matters here. The first call times out and is repeated; the wait takes no time.
const post = fixture.post({ title: "Notes", author: { name: "Ada" } });
api.mock.posts.get({ postId: "a" }).timeout().reply(200, post);
api.mock.posts.get({ postId: "b" }).error(404, { title: "Not found", status: 404 });

assert.equal(await headline(api.client, "a"), "Notes, by Ada");
assert.equal(await headline(api.client, "b"), "(gone)");
console.log(
  `Sent: ${api
    .calls("getPost")
    .map(({ params }) => params.postId)
    .join(", ")}`,
);
api.verify();

const error = await headline(api.client, "c").catch((reason: unknown) => reason);
console.log(error instanceof Error ? error.message : "no error");
