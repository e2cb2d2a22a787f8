import { describe, expect, test } from "vitest";
import { openGate } from "../../src/gate.js";
import type { Thread } from "../../src/host/thread.js";
import type { FileToVerify, RenderFault } from "../../src/render/verify-module.js";

const good = { path: "a.ts", text: "export const a = 1;\n", planned: [{ kind: "const", name: "a" }] } as const;
const smuggled = { ...good, path: "b.ts", text: `${good.text}evil();\n` };
const foreign = { path: "README.md", text: "# not TypeScript ((" };

type GateThread = Thread<FileToVerify, RenderFault | undefined>;

function thread(answer: RenderFault | Error | undefined): GateThread & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    ask: async ({ path }) => {
      asked.push(path);
      return answer;
    },
    hold: () => () => undefined,
    isOver: false,
    end: () => undefined,
  };
}

describe("without a thread", () => {
  test("what was asked for is checked, and only that", async () => {
    const gate = openGate(undefined);
    for (const file of [good, smuggled, foreign]) gate.add(file);
    expect(await gate.faults(["a.ts"])).toEqual([]);
    expect(await gate.faults(["a.ts", "b.ts"])).toMatchObject([{ path: "b.ts" }]);
  });

  test("a file that was never given does not pass", async () => {
    const gate = openGate(undefined);
    gate.add(foreign);
    await expect(gate.faults(["c.ts"])).rejects.toThrow("c.ts was never given to the gate");
    await expect(gate.faults(["README.md"])).rejects.toThrow("README.md was never given to the gate");
  });
});

describe("with a thread", () => {
  test("it is asked at once, and only for files with a plan", () => {
    const asked = thread(undefined);
    const gate = openGate(asked);
    for (const file of [good, foreign]) gate.add(file);
    expect(asked.asked).toEqual(["a.ts"]);
  });

  test("its faults are the gate's", async () => {
    const gate = openGate(thread({ path: "a.ts", reason: "no" }));
    gate.add(good);
    expect(await gate.faults(["a.ts"])).toEqual([{ path: "a.ts", reason: "no" }]);
  });

  test("what it does not answer, since it has broken down, is checked here", async () => {
    const gate = openGate(thread(new Error("broken")));
    for (const file of [good, smuggled]) gate.add(file);
    expect(await gate.faults(["a.ts", "b.ts"])).toMatchObject([{ path: "b.ts" }]);
    await expect(gate.faults(["c.ts"])).rejects.toThrow("c.ts was never given to the gate");
  });
});
