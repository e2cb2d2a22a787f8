import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Hooks, SdkError } from "../../src/runtime/index.js";

/** What the server says of each call: how often it arrived, and how often a POST was carried out. */
export interface ServerLog {
  readonly arrived: readonly (readonly [item: number, times: number])[];
  readonly carriedOut: readonly (readonly [item: number, times: number])[];
}

/** What the client knows of each call, in little memory: that of 200,000 calls must not hide a leak. */
export class ClientLog {
  readonly #sent: Uint8Array;
  /** 1: ended well; 2: with an error. */
  readonly #ended: Uint8Array;
  readonly #isPost: Uint8Array;
  readonly #outcomes: Record<string, number> = {};
  readonly #heap: number[] = [];
  #untyped = 0;
  #retries = 0;

  constructor(calls: number) {
    this.#sent = new Uint8Array(calls);
    this.#ended = new Uint8Array(calls);
    this.#isPost = new Uint8Array(calls);
  }

  /** To be called as a call begins. */
  hooksOf(item: number): Hooks {
    this.#sent[item] = 1;
    return {
      onRetry: () => {
        this.#sent[item] = (this.#sent[item] ?? 0) + 1;
        this.#retries += 1;
      },
    };
  }

  end(item: number, method: string, error: Error | undefined): void {
    const outcome = error === undefined ? "ok" : error.name;
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
    this.#ended[item] = error === undefined ? 1 : 2;
    this.#isPost[item] = method === "POST" ? 1 : 0;
    if (error !== undefined && !(error instanceof SdkError && error.name !== "SdkError")) this.#untyped += 1;
  }

  /** Looks at the memory after each tenth. */
  sample(item: number): void {
    if (item > 0 && item % Math.ceil(this.#sent.length / 10) === 0) this.#heap.push(heapMegabytes());
    else if (item === this.#sent.length) this.#heap.push(heapMegabytes());
  }

  result() {
    return { outcomes: this.#outcomes, untyped: this.#untyped, retries: this.#retries, heap: this.#heap };
  }

  /** The two logs must say the same of every call. */
  compare({ arrived, carriedOut }: ServerLog): { readonly unaccounted: number; readonly lostPosts: number } {
    const seen = new Map(arrived);
    const done = new Map(carriedOut);
    let [unaccounted, lostPosts] = [0, 0];
    for (let item = 0; item < this.#sent.length; item += 1) {
      if (this.#sent[item] === 0 || this.#sent[item] !== seen.get(item)) unaccounted += 1;
      if (this.#ended[item] === 0) unaccounted += 1;
      if (this.#isPost[item] === 1 && this.#ended[item] === 1 && done.get(item) !== 1) lostPosts += 1;
    }
    return { unaccounted, lostPosts };
  }
}

function heapMegabytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed / 1e6;
}
