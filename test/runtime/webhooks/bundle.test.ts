import { build } from "esbuild";
import { describe, expect, test } from "vitest";

/** What a bundler keeps of a program that imports from the runtime. */
async function bundled(source: string): Promise<string> {
  const result = await build({
    stdin: { contents: source, resolveDir: new URL("../../../src/runtime", import.meta.url).pathname, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    external: ["undici", "zod"],
    minify: true,
  });
  return result.outputFiles[0]?.text ?? "";
}

const marks = ["webhook-signature", "WebhookVerificationError", "WebhookValidationError", "HMAC"];

describe("only who uses webhooks has them in a bundle", () => {
  test("a client without webhooks", async () => {
    const text = await bundled('import { ApiClient } from "./index.js"; console.log(ApiClient);');
    expect(text.length).toBeGreaterThan(5_000);
    expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
  });

  test("a receiver of webhooks has no client, nothing of Node.js, and is small", async () => {
    const text = await bundled(
      'import { checkWebhookSignature } from "./index.js"; console.log(checkWebhookSignature);',
    );
    expect(text).toContain("HMAC");
    expect(text).not.toMatch(/node:|undici|ApiClient|require\(/);
    expect(text.length).toBeLessThan(12_000);
  });

  test("reading a payload needs no signatures", async () => {
    const text = await bundled('import { readWebhook } from "./index.js"; console.log(readWebhook);');
    expect(text).toContain("WebhookValidationError");
    expect(text).not.toContain("HMAC");
  });
});
