// Logging and timing: a line for each attempt, without secrets. `logger: console` fits, and so do most loggers.
import { type Hooks, Inkwell } from "../sdk/index.js";

const line = (message: string): void => console.log(`log: ${message}`);
await using inkwell = new Inkwell({
  baseUrl: process.env["INKWELL_URL"],
  logger: { debug: line, info: line, warn: line, error: line },
  logLevel: "info",
});

const { elapsedMs } = await inkwell.posts.list({ perPage: 1 }, { query: { token: "secret" } }).withResponse();
console.log(`The call took ${Math.round(elapsedMs)} ms, retries and waits included`);
await inkwell.posts.get({ postId: "9057ab1e-0000-4000-8000-00000000ffff" }).safe();

// What is printed of a client or an error holds no secret either.
console.log(JSON.stringify(inkwell).includes("test-key") ? "a secret!" : "no secret in the client");

// Your own measurements: hooks know when a call goes out and when its answer begins.
const times: number[] = [];
const hooks: Hooks = { onResponse: (event) => void times.push(event.elapsedMs) };
for (let call = 0; call < 5; call += 1) await inkwell.with({ logLevel: "warn" }).system.getHealth({ hooks });
console.log(`${times.length} answers measured, the slowest ${Math.round(Math.max(...times))} ms`);
