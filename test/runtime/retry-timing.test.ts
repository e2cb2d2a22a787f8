import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Cancellation } from "../../src/runtime/cancellation.js";
import { RetryBudget } from "../../src/runtime/retry-budget.js";
import { defaultRetryPolicy, resolveRetry } from "../../src/runtime/retry-policy.js";
import { atLeast, backoff } from "../../src/runtime/retry-timing.js";
import { sleep } from "../../src/runtime/sleep.js";

describe("the wait before the next attempt", () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [5, 8_000],
    [20, 8_000],
  ])("after attempt %i is anything up to %i ms", (attempt, bound) => {
    const random = vi.spyOn(Math, "random");
    for (const [value, want] of [
      [0, 0],
      [0.5, bound / 2],
      [0.999, bound * 0.999],
    ] as const) {
      random.mockReturnValue(value);
      expect(backoff(attempt, defaultRetryPolicy)).toBeCloseTo(want);
    }
  });

  it("grows by the factor", () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const policy = resolveRetry({ baseDelay: 100, factor: 1.5, maxDelay: 1_000 }, defaultRetryPolicy);
    expect([1, 2, 3, 9].map((attempt) => backoff(attempt, policy))).toEqual([100, 150, 225, 1_000]);
  });

  it("is never shorter than the server asks, and a tenth longer at most", () => {
    const waits = Array.from({ length: 1_000 }, () => atLeast(2_000));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_200);
    expect(Math.max(...waits)).toBeGreaterThan(2_100);
  });
});

describe("the retry budget", () => {
  it("is worth a hundred retries, or fifty after timeouts", () => {
    const budget = new RetryBudget();
    const costs = Array.from({ length: 101 }, () => budget.take(false));
    expect(costs.filter((cost) => cost === 5)).toHaveLength(100);
    expect(costs.at(-1)).toBe(0);
    const other = new RetryBudget();
    expect(Array.from({ length: 51 }, () => other.take(true)).filter((cost) => cost === 10)).toHaveLength(50);
  });

  it("gets back what a retry cost that helped, and little otherwise", () => {
    const budget = new RetryBudget();
    while (budget.take(true) > 0);
    budget.refund(10);
    expect(budget.take(true)).toBe(10);
    for (let count = 0; count < 9; count += 1) budget.refund();
    expect(budget.take(true)).toBe(0);
    budget.refund();
    expect(budget.take(true)).toBe(10);
  });

  it("holds no more than in the beginning", () => {
    const budget = new RetryBudget();
    for (let count = 0; count < 1_000; count += 1) budget.refund(10);
    expect(Array.from({ length: 101 }, () => budget.take(false)).filter((cost) => cost > 0)).toHaveLength(100);
  });
});

describe("a sleep", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ends when its time has come", async () => {
    let isOver = false;
    const done = sleep(5_000, new Cancellation()).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await done;
  });

  it("ends when the call is given up, and leaves no timer", async () => {
    const cancellation = new Cancellation();
    const sleeping = sleep(5_000, cancellation);
    const reason = new Error("no");
    cancellation.cancel(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    await expect(sleep(1, cancellation)).rejects.toBe(reason);
  });
});
