import { runKills } from "./kills.js";

// npm run crash [-- kills]: the generator killed while it writes, and ended by signals.
const kills = Number(process.argv[2] ?? 200);
let isSound = true;
for (const [signal, moment, count] of [
  ["SIGKILL", "any", kills],
  ["SIGKILL", "moving", kills],
  ["SIGTERM", "any", Math.ceil(kills / 4)],
] as const) {
  const { whole, between, faults } = await runKills(count, signal, moment);
  const when = moment === "any" ? "at any time" : "while files are moved";
  process.stdout.write(
    `${signal} ${when}: ${count} times; ${whole} left one of the two SDKs whole, ${between} left files of both and the journal that finishes it; ${faults.length} faults\n`,
  );
  for (const fault of faults) process.stdout.write(`NOT OK ${fault}\n`);
  isSound &&= faults.length === 0;
}
process.exitCode = isSound ? 0 : 1;
