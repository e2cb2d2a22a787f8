import type { IncomingMessage } from "node:http";
import { HttpProblem } from "./problem.js";

export interface RateLimitOptions {
  /** Requests in one window. */
  readonly limit: number;
  readonly windowMs: number;
}

interface Window {
  readonly endsAt: number;
  used: number;
}

/** A fixed window for each credential. */
export class RateLimiter {
  /** Tests may change it while the server runs. */
  options: RateLimitOptions;
  readonly #now: () => Date;
  readonly #windows = new Map<string, Window>();

  constructor(options: RateLimitOptions, now: () => Date) {
    this.options = options;
    this.#now = now;
  }

  /**
   * Counts a request, and gives the headers that say what is left.
   *
   * @throws HttpProblem 429 when nothing is.
   */
  count(request: IncomingMessage): Readonly<Record<string, string>> {
    const { limit, windowMs } = this.options;
    const time = this.#now().getTime();
    const key = `${request.headers.authorization} ${request.headers["x-api-key"]}`;
    let window = this.#windows.get(key);
    if (window === undefined || window.endsAt <= time) window = { endsAt: time + windowMs, used: 0 };
    this.#windows.set(key, window);
    window.used += 1;
    const seconds = Math.max(1, Math.ceil((window.endsAt - time) / 1000));
    const headers = {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(Math.max(0, limit - window.used)),
      "x-ratelimit-reset": String(seconds),
    };
    if (window.used <= limit) return headers;
    throw new HttpProblem(429, {
      detail: `Wait ${seconds} seconds.`,
      headers: { ...headers, "retry-after": String(seconds) },
    });
  }

  /** Forgets everyone. */
  clear(): void {
    this.#windows.clear();
  }
}
