import { runLoad } from "./run-load.js";

// npm run load [-- calls]: prints what came of the calls; fails where a promise is broken.
const calls = Number(process.argv[2] ?? 20_000);
const report = await runLoad(calls);
const { milliseconds, outcomes, untyped, retries, repeatedPosts, lostPosts, server, heap, handles } = report;
const seconds = milliseconds / 1_000;
const verdicts: readonly (readonly [what: string, isKept: boolean])[] = [
  ["every call ended in a result or a typed error", untyped === 0 && sum(outcomes) === calls],
  ["no POST was carried out twice", repeatedPosts === 0],
  ["no POST that worked is missing on the server", lostPosts === 0],
  [
    "a token of one second is renewed once at half its life, for all callers",
    (server["tokens"] ?? 0) <= seconds * 2 + 2,
  ],
  ["no socket and no timer is left", handles.length === 0],
  ["memory is flat", heap[1] < heap[0] + 10],
];
print(`${calls} calls, 100 at a time, ${seconds.toFixed(1)} s, ${(calls / seconds).toFixed(0)} calls/s`);
print(`outcomes: ${JSON.stringify(outcomes)}; retries: ${retries}`);
print(`server: ${JSON.stringify(server)}`);
print(
  `heap after a quarter and at the end: ${heap.map((size) => `${size.toFixed(1)} MB`).join(", ")}; left open: ${handles.join(", ") || "nothing"}`,
);
for (const [what, isKept] of verdicts) print(`${isKept ? "ok    " : "NOT OK"} ${what}`);
process.exitCode = verdicts.every(([, isKept]) => isKept) ? 0 : 1;

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
