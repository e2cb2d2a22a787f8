import { startInkwell } from "../example-server/start.js";

// The example server in a process of its own, so that its memory is not the client's. It ends with its parent.
const server = await startInkwell({
  posts: 1,
  users: 5,
  media: 4,
  auditEntries: 1,
  events: 1,
  keepAliveTimeout: 600_000,
});
process.send?.(server.url);
process.on("disconnect", () => process.exit());
