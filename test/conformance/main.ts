// npm run conformance [-- --brief] [-- --list] [-- core-typed …]: how much of the JSON Schema test suite the emitted schemas get right.
import { buildHarness, type Miss, missingOracle, missingSuite, type Result, type Run, runSuite } from "./suite.js";

const runs: Readonly<Record<string, Run>> = {
  core: { draft: "draft2020-12", profile: "core", typed: false },
  "core-typed": { draft: "draft2020-12", profile: "core", typed: true },
  openapi: { draft: "draft2020-12", profile: "openapi", typed: false },
  "openapi-typed": { draft: "draft2020-12", profile: "openapi", typed: true },
  "draft4-typed": { draft: "draft4", profile: "core", typed: true },
};

const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

await main();

async function main(): Promise<void> {
  const missing = missingSuite() ?? missingOracle();
  if (missing !== undefined) {
    console.error(missing);
    process.exitCode = 1;
    return;
  }
  const harness = await buildHarness();
  for (const [name, run] of Object.entries(runs)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    print(name, runSuite(harness, run));
  }
}

function print(name: string, { total, per, misses }: Result): void {
  const percent = ((100 * total.pass) / total.tests).toFixed(1);
  const { wrongAccept, wrongReject, threw, compileFailTests } = total;
  console.log(
    `${name.padEnd(14)} ${total.pass} of ${total.tests} (${percent} %): ` +
      `${wrongAccept} wrong accepts, ${wrongReject} wrong rejects, ${compileFailTests} not compiled, ${threw} threw`,
  );
  if (!flags.includes("--brief")) console.table(perKeyword(per, misses));
  if (flags.includes("--list")) for (const miss of misses) console.log(`  ${Object.values(miss).join(" | ")}`);
}

function perKeyword(per: Result["per"], misses: readonly Miss[]): object {
  const count = (key: string, kind: Miss["kind"]) =>
    misses.filter((miss) => miss.key === key && miss.kind === kind).length;
  return Object.fromEntries(
    Object.entries(per).map(([key, { tests, pass }]) => [
      key,
      {
        score: `${pass} of ${tests}`,
        "wrong accepts": count(key, "wrongAccept"),
        "wrong rejects": count(key, "wrongReject"),
        "groups not compiled": count(key, "compile"),
      },
    ]),
  );
}
