import type { InkwellOptions } from "../../generated-example/sdk/index.js";

/** The public surface of an SDK of fixtures/inkwell.yaml: the same for each transport. */
export type Sdk = typeof import("../../generated-example/sdk/index.js");
export type Inkwell = InstanceType<Sdk["Inkwell"]>;

/** What a step works with. It uses nothing that is not in every runtime: no Node.js, no DOM. */
export interface StepKit {
  readonly sdk: Sdk;
  /** Where the example server is, with the `/v1` of the document. */
  readonly baseUrl: string;
  /** Has an API key, and repeats nothing. */
  readonly inkwell: Inkwell;
  /** One of its own, with these options over those of `inkwell`; closed after the step. */
  client(options: InkwellOptions): Inkwell;
}

/** One thing that code does with an SDK. `run` gives a sentence of what it saw, and throws where that is not what it should be. */
export interface Step {
  readonly name: string;
  run(kit: StepKit): Promise<string>;
}

/** What came of a step. */
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  /** What it saw, or what went wrong. */
  readonly text: string;
}

/** Runs all steps, one after the other, each with a client of its own; never throws. */
export async function runSteps(
  steps: readonly Step[],
  { sdk, baseUrl }: Pick<StepKit, "sdk" | "baseUrl">,
  show: (result: StepResult) => void = () => undefined,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const result = await runStep(step, { sdk, baseUrl });
    results.push(result);
    show(result);
  }
  return results;
}

/** So long may a step take, in milliseconds, on a machine that is busy. */
const patience = 20_000;

async function runStep({ name, run }: Step, { sdk, baseUrl }: Pick<StepKit, "sdk" | "baseUrl">): Promise<StepResult> {
  const clients: Inkwell[] = [];
  const client = (options: InkwellOptions): Inkwell => {
    const made = new sdk.Inkwell({ baseUrl, apiKey: "test-key", retry: false, ...options });
    clients.push(made);
    return made;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${patience} ms`)), patience);
  });
  try {
    return { name, ok: true, text: await Promise.race([run({ sdk, baseUrl, client, inkwell: client({}) }), late]) };
  } catch (error) {
    return { name, ok: false, text: describe(error) };
  } finally {
    clearTimeout(timer);
    await Promise.all(clients.map((made) => made.destroy()));
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : ` (cause: ${describe(error.cause)})`;
  return `${error.name}: ${error.message}${cause}`;
}

/** Compares plain values. @throws Error that shows both */
export function expectEqual(found: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`expected ${right}, found ${left}`);
}

/** What a promise is rejected with, checked to be of a class. */
export async function expectFailure<Wanted extends Error>(
  promise: PromiseLike<unknown>,
  wanted: abstract new (...args: never[]) => Wanted,
): Promise<Wanted> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof wanted) return error;
    throw new Error(`expected a ${wanted.name}`, { cause: error });
  }
  throw new Error(`expected a ${wanted.name}, but nothing failed`);
}

/** As the example server writes it. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes.slice());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
