// 50 calls at once, of which 8 are under way at a time: the others wait for their turn.
import { Inkwell } from "../sdk/index.js";

let underWay = 0;
let most = 0;
let waited = 0;
await using inkwell = new Inkwell({
  baseUrl: process.env["INKWELL_URL"],
  maxConcurrency: 8,
  hooks: {
    onQueue() {
      waited += 1;
    },
  },
  // Told of each attempt when it is sent, and when its answer has been read.
  telemetry: {
    start() {
      underWay += 1;
      most = Math.max(most, underWay);
      return () => {
        underWay -= 1;
      };
    },
  },
});

const ids = await inkwell.posts.list({ perPage: 50 }).toArray({ limit: 50 });
const posts = await Promise.all(ids.map(({ id }) => inkwell.posts.get({ postId: id })));
console.log(`${posts.length} posts, ${new Set(posts.map(({ id }) => id)).size} different ones`);
console.log(`At most ${most} at a time; ${waited} calls had to wait`);

// One that fails does not take the others with it.
const results = await Promise.allSettled(
  ids.slice(0, 10).map(({ id }, index) => inkwell.posts.get({ postId: index === 3 ? "none" : id })),
);
console.log(`${results.filter(({ status }) => status === "fulfilled").length} of ${results.length} worked`);
