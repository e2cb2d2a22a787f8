// Timeouts, in milliseconds: for connecting, for the first byte, for each pause within a body, and for the whole call.
import { createServer } from "node:net";
import { Inkwell, type InkwellOptions, isTimeoutError } from "../sdk/index.js";

const baseUrl = process.env["INKWELL_URL"];

async function attempt(what: string, timeout: InkwellOptions["timeout"], fault: string, url = baseUrl): Promise<void> {
  await using inkwell = new Inkwell({ baseUrl: url, timeout, retry: false });
  try {
    await inkwell.posts.list({ perPage: 100 }, { headers: { "x-inkwell-fault": fault } });
    console.log(`${what}: it came in time`);
  } catch (error) {
    if (!isTimeoutError(error)) throw error;
    console.log(`${what}: ${error.phase}, ${error.message}`);
  }
}

// It takes connections and never says a word: TLS is not made within 200 ms.
const silent = createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
await new Promise((resolve) => silent.once("listening", resolve));
const address = silent.address();
const port = typeof address === "object" ? address?.port : undefined;
await attempt("Nobody shakes hands", { connect: 200 }, "delay", `https://127.0.0.1:${port}`);
silent.close();

await attempt("No answer begins", { headers: 200 }, "hang");
await attempt("The answer stops half-way", { body: 200 }, "hang-body");
await attempt("All in all too slow", 200, "delay");
await attempt("With patience", { total: 20_000 }, '{"kind":"delay","delayMs":50}');
