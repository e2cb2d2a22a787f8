// Runs in a process of its own, on the Node.js of the peers: calls per second of each variant, printed as JSON.
import { isDeepStrictEqual } from "node:util";
import { makeVariants, type Setting, type Variant } from "./variants.js";

const rounds = 7;
/** BENCH_ROUND names another length, in milliseconds: for trying it out. */
const roundMilliseconds = Number(process.env["BENCH_ROUND"] ?? 700);
const concurrencies = [1, 16, 64, 256];

/** One round. */
export interface Round {
  readonly perSecond: number;
  /** Microseconds of processor that a call took on this side. */
  readonly cpu: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface CallsResult {
  readonly name: string;
  readonly isValidated: boolean;
  /** Bytes that a call allocates, one call at a time. */
  readonly allocated: number;
  readonly rounds: Readonly<Record<number, readonly Round[]>>;
}

const setting: Setting = JSON.parse(process.argv[2] ?? "{}");
const variants = await makeVariants(setting);
await expectSameAnswers(variants);
const found = new Map<string, Record<number, Round[]>>(variants.map(({ name }) => [name, {}]));
for (const concurrency of concurrencies) {
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, call } of variants) {
      const result = await runRound(call, concurrency);
      const all = found.get(name) ?? {};
      if (round > 0) all[concurrency] = [...(all[concurrency] ?? []), result];
    }
  }
}
const results: CallsResult[] = [];
for (const { name, isValidated, call } of variants)
  results.push({ name, isValidated, allocated: await allocatedBy(call), rounds: found.get(name) ?? {} });
console.log(JSON.stringify(results));
process.exit();

/** @throws Error where the variants don't do the same work */
async function expectSameAnswers(all: readonly Variant[]): Promise<void> {
  const [first, ...others] = await Promise.all(all.map(({ call }) => call()));
  const different = others.findIndex((other) => !isDeepStrictEqual(other, first));
  if (different >= 0) throw new Error(`${all[different + 1]?.name} gives another answer`);
}

async function runRound(call: () => Promise<unknown>, concurrency: number): Promise<Round> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + roundMilliseconds;
  const times: number[] = [];
  const worker = async (): Promise<void> => {
    for (let now = performance.now(); now < end; ) {
      await call();
      const then = performance.now();
      times.push(then - now);
      now = then;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((left, right) => left - right);
  const quantile = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    perSecond: times.length / seconds,
    cpu: (user + system) / times.length,
    p50: quantile(0.5),
    p99: quantile(0.99),
  };
}

/** Started with a young generation so large that nothing is collected meanwhile. */
async function allocatedBy(call: () => Promise<unknown>): Promise<number> {
  const calls = 200;
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < calls; index += 1) await call();
  return (process.memoryUsage().heapUsed - before) / calls;
}
