import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { main } from "../../generated-example/main.js";
import { type Inkwell, startInkwell } from "../example-server/start.js";
import { exampleEnvironment, type Step, stepProblems } from "./expected-steps.js";

let server: Inkwell;

beforeAll(async () => {
  server = await startInkwell();
  for (const [name, value] of Object.entries(exampleEnvironment)) vi.stubEnv(name, value);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

test("the example program does what it says, and leaves no connection open", async () => {
  const steps: Step[] = [];
  await main(server.url, (call, result) => steps.push({ call, result }));
  expect(stepProblems(steps)).toEqual([]);
  await expect.poll(() => server.connections.open).toBe(0);
});

test("a step that is wrong, missing or too many is noticed", () => {
  const health = { call: "system.getHealth()", result: "down" };
  expect(stepProblems([health])[0]).toMatch(/^step 1, system\.getHealth\(\): down does not match/);
  expect(stepProblems([]).at(-1)).toBe("this step is missing: posts.delete({ postId })");
  expect(stepProblems(Array.from({ length: 19 }, () => health)).at(-1)).toBe(
    "step 19 is one too many: system.getHealth()",
  );
});
