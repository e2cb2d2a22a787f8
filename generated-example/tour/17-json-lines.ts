// JSON Lines: a stream of any length, one typed and checked record after the other. Nothing is collected in memory.
import { Inkwell } from "../sdk/index.js";

await using inkwell = new Inkwell({
  baseUrl: process.env["INKWELL_URL"],
  oauth: { clientId: "inkwell-client", clientSecret: "inkwell-secret" },
});

const byAction = new Map<string, number>();
for await (const { action } of inkwell.audit.exportLog()) byAction.set(action, (byAction.get(action) ?? 0) + 1);
const total = [...byAction.values()].reduce((sum, count) => sum + count, 0);
console.log(`${total} entries: ${[...byAction].map(([action, count]) => `${action} ${count}`).join(", ")}`);

// Leaving the loop ends the stream and frees the connection at once.
for await (const entry of inkwell.audit.exportLog({ action: ["post.published"] })) {
  console.log(`The first that was published: ${entry.target} by ${entry.actor.name}`);
  break;
}
