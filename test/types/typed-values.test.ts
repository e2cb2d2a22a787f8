/** An SDK with typed values and closed enums, as a user's program sees it. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { patience, typeErrors } from "../example/type-check.js";
import { writeGenerated } from "../wire/support/generate.js";

describe('types: { dates: "date", int64: "bigint", enums: "closed" }', () => {
  // Every wrong use is marked as one in the program: an error that does not come is an error, too.
  test.each(["typescript", "typescript7"] as const)("%s", patience, async (compiler) => {
    const types = { dates: "date", int64: "bigint", enums: "closed" } as const;
    const variant = { runtime: "bundled", transport: "fetch", types } as const;
    const folder = await writeGenerated(`types-${compiler}`, "test/wire/typed-values.yaml", variant);
    copyFileSync("test/types/typed-values.txt", join(folder, "program.ts"));
    const options = { lib: ["ES2023", "DOM", "DOM.Iterable", "ESNext.Disposable"] };
    expect(await typeErrors({ compiler, include: [join(folder, "program.ts")], options })).toEqual([]);
  });
});
