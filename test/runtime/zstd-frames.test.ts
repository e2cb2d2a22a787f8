import { describe, expect, it } from "vitest";
import { wholeZstdFrames } from "../../src/runtime/transport/zstd-frames.js";

/** As Node.js 22 writes them. */
const frames = {
  "a compressed block": "28b52ffd60b80a55000018612c620100b2d37743",
  "a checksum": "28b52ffd642c004d00001041410100272ac002540e045d",
  "a raw block": "28b52ffd200529000068656c6c6f",
  "a window and no size": "28b52ffd000029000068656c6c6f",
  "several blocks": "28b52ffda0801a06005400001041410100fbff39c002020010410200104103d40041",
  "a skippable frame before": "532a4d1803000000010203" + "28b52ffd200529000068656c6c6f",
};

async function isWhole(bytes: Uint8Array, step: number): Promise<boolean> {
  async function* inSteps(): AsyncGenerator<Uint8Array, void, void> {
    for (let start = 0; start < bytes.length; start += step) yield bytes.subarray(start, start + step);
  }
  const passed: Uint8Array[] = [];
  try {
    for await (const chunk of wholeZstdFrames(inSteps())) passed.push(chunk);
  } catch (error) {
    expect(error).toMatchObject({ code: "Z_BUF_ERROR" });
    return false;
  }
  expect(Buffer.concat(passed)).toEqual(Buffer.from(bytes));
  return true;
}

describe("zstd frames", () => {
  it.each(Object.entries(frames))("%s: whole, and cut at any byte", async (name, hex) => {
    const bytes = Buffer.from(hex, "hex");
    for (const step of [1, 3, 1_000]) {
      expect(await isWhole(bytes, step)).toBe(true);
      expect(await isWhole(Buffer.concat([bytes, bytes]), step)).toBe(true);
      for (let end = 1; end < bytes.length; end += 1) {
        // Between two frames a body may end.
        const isBoundary = name.startsWith("a skippable") && end === 11;
        expect(await isWhole(bytes.subarray(0, end), step)).toBe(isBoundary);
      }
    }
  });

  it("leaves what is no frame to the decoder", async () => {
    expect(await isWhole(Buffer.from("no zstd at all"), 5)).toBe(true);
    expect(await isWhole(new Uint8Array(), 1)).toBe(true);
  });
});
