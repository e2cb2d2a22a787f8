import { expect, it } from "vitest";
import { parseBase } from "../../src/runtime/base-url.js";
import { withoutFinalSlashes } from "../../src/runtime/final-slashes.js";

it.each([
  ["https://a.example/v1//", "https://a.example/v1"],
  ["https://a.example", "https://a.example"],
  ["///", ""],
  ["", ""],
  ["/a/", "/a"],
])("%s ends as %s", (text, want) => {
  expect(withoutFinalSlashes(text)).toBe(want);
});

it("takes time in the text's length alone, where the document wrote a run of slashes", () => {
  const begun = performance.now();
  parseBase(`https://a.example/${"/".repeat(1_000_000)}x/`, "baseUrl");
  expect(performance.now() - begun).toBeLessThan(5_000);
});
