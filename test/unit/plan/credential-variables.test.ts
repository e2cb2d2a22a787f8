import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatText } from "../../../src/diagnostics/format-text.js";
import { tryCompile } from "../../scenarios/support/compile.js";

const fixture = readFileSync(new URL("../../../fixtures/invalid/plan-foreign-variable.yaml", import.meta.url), "utf8");

test("a document may not name somebody else's variable", async () => {
  const { sdk, diagnostics } = await tryCompile(fixture);
  expect(sdk?.plan.security.map(({ env }) => env)).toEqual(["FIXTURE_TOKEN", "FIXTURE_API_KEY"]);
  expect(sdk?.files.filter(({ text }) => text.includes("AWS_SECRET"))).toEqual([]);
  expect(formatText(diagnostics.list, diagnostics.sources)).toContain(
    "the document wants the environment variable AWS_SECRET_ACCESS_KEY sent to its server; FIXTURE_TOKEN is read instead",
  );
  expect(diagnostics.list.map(({ code, origin }) => [code, origin?.pointer])).toEqual([
    ["plan/foreign-variable", "/components/securitySchemes/token/x-fern-bearer"],
  ]);
});

test("unless the user allows it", async () => {
  const { sdk, diagnostics } = await tryCompile(fixture, { allowEnv: ["AWS_SECRET_ACCESS_KEY"] });
  expect(sdk?.plan.security.map(({ env }) => env)).toEqual(["AWS_SECRET_ACCESS_KEY", "FIXTURE_API_KEY"]);
  expect(diagnostics.list).toEqual([]);
});
