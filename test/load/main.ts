import { isFlat, runLoad } from "./run-load.js";

// npm run load [-- calls], npm run soak [-- calls]: prints what came of the calls; fails where a promise is broken.
const isSoak = process.argv[2] === "--soak";
const calls = Number(process.argv[isSoak ? 3 : 2] ?? (isSoak ? 200_000 : 20_000));
const concurrency = isSoak ? 200 : 100;
const report = await runLoad(calls, isSoak ? { concurrency, server: "soak", headersTimeout: 1_000 } : { concurrency });
const { milliseconds, outcomes, untyped, retries, repeatedPosts, lostPosts, unaccounted, server, heap, handles } =
  report;
const seconds = milliseconds / 1_000;
const verdicts: readonly (readonly [what: string, isKept: boolean])[] = [
  ["every call ended in a result or a typed error", untyped === 0 && sum(outcomes) === calls],
  ["no POST was carried out twice", repeatedPosts === 0],
  ["no POST that worked is missing on the server", lostPosts === 0],
  [
    `a token of ${isSoak ? "a minute" : "one second"} is renewed once at half its life, for all callers`,
    (server["tokens"] ?? 0) <= (isSoak ? seconds / 30 : seconds * 2) + 2,
  ],
  ["no socket and no timer is left", handles.length === 0],
  ["the server's log and the client's agree on every call", unaccounted === (outcomes["AuthenticationError"] ?? 0)],
  ["memory is flat", isFlat(heap)],
];
print(`${calls} calls, ${concurrency} at a time, ${seconds.toFixed(1)} s, ${(calls / seconds).toFixed(0)} calls/s`);
print(`outcomes: ${JSON.stringify(outcomes)}; retries: ${retries}`);
print(`server: ${JSON.stringify(server)}`);
print(
  `heap after each tenth, MB: ${heap.map((size) => size.toFixed(1)).join(" ")}; left open: ${handles.join(", ") || "nothing"}`,
);
for (const [what, isKept] of verdicts) print(`${isKept ? "ok    " : "NOT OK"} ${what}`);
process.exitCode = verdicts.every(([, isKept]) => isKept) ? 0 : 1;

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
