import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Consumers, type ModuleKind, type Resolution, resolutions, writeConsumers } from "./consumer-project.js";
import { type Compiler, patience, typeErrors } from "./type-check.js";

// `npm run compilers` asks every compiler from 5.4 on, in every way.
const asked: readonly {
  readonly of: ModuleKind;
  readonly compiler: Compiler;
  readonly resolution: Resolution;
}[] = [
  { of: "commonjs", compiler: "typescript7", resolution: "nodenext" },
  { of: "commonjs", compiler: "typescript", resolution: "node16" },
  { of: "module", compiler: "typescript", resolution: "node16" },
];

describe("a project that has the example SDK in it", () => {
  let consumers: Consumers;

  beforeAll(async () => {
    consumers = await writeConsumers();
  });
  afterAll(() => consumers.remove());

  test.each(asked)("$of, $compiler, $resolution", patience, async ({ of, compiler, resolution }) => {
    const include = [join(consumers.root, of, "app")];
    expect(await typeErrors({ compiler, include, options: resolutions[resolution] })).toEqual([]);
  });

  test("a mistake would be told", patience, async () => {
    const wrong = join(consumers.root, "commonjs/app/wrong.ts");
    writeFileSync(wrong, 'import { nothing } from "../sdk/index.js";\nvoid nothing;\n');
    const options = resolutions.nodenext;
    expect(await typeErrors({ compiler: "typescript7", include: [wrong], options })).toHaveLength(1);
  });
});
