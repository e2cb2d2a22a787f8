import { build } from "esbuild";
import { expect, test } from "vitest";

const marks = ["RFC 3339", "int64", "Expected an integer"];

async function bundled(names: string): Promise<string> {
  const contents = `export { ${names} } from "./index.js";`;
  const result = await build({
    stdin: { contents, resolveDir: new URL("../../../src/runtime", import.meta.url).pathname, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    external: ["undici", "zod"],
    minify: true,
  });
  return result.outputFiles[0]?.text ?? "";
}

test("only SDKs with typed values have what they need in their bundle", async () => {
  const client = await bundled("ApiClient, fetchTransport, readWebhook");
  expect(client).toContain("ResponseValidationError");
  expect(marks.filter((mark) => client.includes(mark))).toEqual([]);
  const typed = await bundled("ApiClient, dateTime, int64, decodeValues, parseJsonExactly");
  expect(marks.filter((mark) => !typed.includes(mark))).toEqual([]);
});

test("dates need no other reading of JSON", async () => {
  const dates = await bundled("dateTime, decodeValues");
  expect(dates).toContain("RFC 3339");
  expect(dates).not.toContain("\\d{16}");
});
