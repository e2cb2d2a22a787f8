import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** What a bundler keeps of a program that imports from the committed SDK. */
async function bundled(source: string): Promise<string> {
  const result = await build({
    stdin: {
      contents: source,
      resolveDir: new URL("../../../generated-example/sdk", import.meta.url).pathname,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    external: ["undici", "zod", "node:*"],
  });
  return result.outputFiles[0]?.text ?? "";
}

const marks = ["EventParser", "LineSplitter", "RecordSplitter", "Reconnection", "StreamablePromise"];

describe("only who streams has it in a bundle", () => {
  it.each([
    ["an operation that doesn't", "getHealth", "system", []],
    ["lines", "exportAuditLog", "audit", ["LineSplitter", "RecordSplitter"]],
    ["events", "streamEvents", "events", ["EventParser", "Reconnection"]],
    ["at once or as events", "summarizePost", "posts", ["EventParser", "Reconnection", "StreamablePromise"]],
  ])("%s", async (_name, operation, file, wanted) => {
    const text = await bundled(
      `import { createClient } from "./client.js"; import { ${operation} } from "./operations/${file}.js"; console.log(createClient, ${operation});`,
    );
    expect(text).toContain("ApiClient");
    expect(marks.filter((mark) => text.includes(mark))).toEqual(wanted);
  });
});
