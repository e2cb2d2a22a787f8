import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  ConfigurationError,
  checkWebhookSignature,
  type HmacWebhookScheme,
  type VerifyWebhookOptions,
  WebhookVerificationError,
} from "../../../src/runtime/index.js";

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation */
const github = {
  body: "Hello, World!",
  headers: { "X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" },
  secret: "It's a Secret to Everybody",
  scheme: { type: "hmac", header: "X-Hub-Signature-256", prefix: "sha256=" },
} satisfies VerifyWebhookOptions;

const now = 1_700_000_000_000;
const body = '{"event":"é"}';

function hmac(algorithm: string, content: string, encoding: "hex" | "base64" = "hex"): string {
  return createHmac(algorithm, "s3cret").update(content).digest(encoding);
}

function given(scheme: HmacWebhookScheme, headers: Record<string, string>, more: Partial<VerifyWebhookOptions> = {}) {
  return { body, secret: "s3cret", now, scheme, headers, ...more };
}

describe("what is trusted", () => {
  const at = { header: "x-time" };
  const trusted: readonly { name: string; options: VerifyWebhookOptions }[] = [
    { name: "GitHub's documented example", options: github },
    {
      name: "in upper case",
      options: {
        ...github,
        headers: { "x-hub-signature-256": github.headers["X-Hub-Signature-256"].replace("757107ea", "757107EA") },
      },
    },
    ...(["sha1", "sha256", "sha384", "sha512"] as const).flatMap((algorithm) =>
      (["hex", "base64"] as const).map((encoding) => ({
        name: `${algorithm} in ${encoding}`,
        options: given(
          { type: "hmac", header: "x-sig", algorithm, encoding },
          { "x-sig": hmac(algorithm, body, encoding) },
        ),
      })),
    ),
    {
      name: "one of several signatures",
      options: given(
        { type: "hmac", header: "x-sig" },
        { "x-sig": `${hmac("sha256", "other")}, ${hmac("sha256", body)}` },
      ),
    },
    {
      name: "a prefix with a space",
      options: given(
        { type: "hmac", header: "authorization", prefix: "HMAC ", encoding: "base64" },
        { authorization: `HMAC ${hmac("sha256", body, "base64")}` },
      ),
    },
    {
      name: "with a timestamp, which is signed before the body",
      options: given(
        { type: "hmac", header: "x-sig", timestamp: at },
        { "x-sig": hmac("sha256", `1700000000.${body}`), "x-time": "1700000000" },
      ),
    },
    {
      name: "milliseconds",
      options: given(
        { type: "hmac", header: "x-sig", timestamp: { ...at, format: "unix-millis" } },
        { "x-sig": hmac("sha256", `1700000000123.${body}`), "x-time": "1700000000123" },
      ),
    },
    {
      name: "ISO 8601",
      options: given(
        { type: "hmac", header: "x-sig", timestamp: { ...at, format: "iso8601" } },
        { "x-sig": hmac("sha256", `2023-11-14T22:13:20Z.${body}`), "x-time": "2023-11-14T22:13:20Z" },
      ),
    },
    {
      name: "Slack's way",
      options: given(
        {
          type: "hmac",
          header: "x-slack-signature",
          prefix: "v0=",
          timestamp: at,
          signedContent: "v0:{timestamp}:{body}",
        },
        { "x-slack-signature": `v0=${hmac("sha256", `v0:1700000000:${body}`)}`, "x-time": "1700000000" },
      ),
    },
    {
      name: "Stripe's way: one header for all",
      options: given(
        {
          type: "hmac",
          header: "stripe-signature",
          prefix: "v1=",
          timestamp: { header: "stripe-signature", prefix: "t=" },
        },
        { "stripe-signature": `t=1700000000,v1=${hmac("sha256", `1700000000.${body}`)},v0=6ffb` },
      ),
    },
    {
      name: "an id and the address",
      options: given(
        { type: "hmac", header: "x-sig", idHeader: "x-id", signedContent: "{id}|{url}|{body}" },
        { "x-sig": hmac("sha256", `m1|https://me.example/hook|${body}`), "x-id": "m1" },
        { url: "https://me.example/hook" },
      ),
    },
  ];

  test.each(trusted)("$name", async ({ options }) => {
    await expect(checkWebhookSignature(options)).resolves.toBeUndefined();
  });

  test("the scheme of the document holds where the caller gives none", async () => {
    const { scheme, ...options } = github;
    await expect(checkWebhookSignature(options, scheme)).resolves.toBeUndefined();
    await expect(checkWebhookSignature(options)).rejects.toThrow(/Standard Webhooks have secrets such as/);
  });
});

describe("what is not trusted, and why", () => {
  const sig = hmac("sha256", body);
  const timed: HmacWebhookScheme = { type: "hmac", header: "x-sig", timestamp: { header: "x-time" } };
  const cases: readonly { name: string; options: VerifyWebhookOptions; reason: string }[] = [
    { name: "no header", options: { ...github, headers: {} }, reason: "missing-header" },
    { name: "another body", options: { ...github, body: "Hello, World?" }, reason: "no-match" },
    { name: "another secret", options: { ...github, secret: "it's a secret to everybody" }, reason: "no-match" },
    {
      name: "without the prefix",
      options: { ...github, headers: { "x-hub-signature-256": "7571" } },
      reason: "invalid-header",
    },
    { name: "no hex", options: given({ type: "hmac", header: "x-sig" }, { "x-sig": "zz" }), reason: "invalid-header" },
    {
      name: "the beginning of the right signature",
      options: given({ type: "hmac", header: "x-sig" }, { "x-sig": sig.slice(0, 2) }),
      reason: "no-match",
    },
    {
      name: "another algorithm",
      options: given({ type: "hmac", header: "x-sig", algorithm: "sha1" }, { "x-sig": sig }),
      reason: "no-match",
    },
    { name: "no timestamp", options: given(timed, { "x-sig": sig }), reason: "missing-header" },
    {
      name: "a timestamp that is not signed",
      options: given(timed, { "x-sig": sig, "x-time": "1700000000" }),
      reason: "no-match",
    },
    { name: "too old", options: given(timed, { "x-sig": sig, "x-time": "1699999000" }), reason: "too-old" },
    { name: "too new", options: given(timed, { "x-sig": sig, "x-time": "1700001000" }), reason: "too-new" },
    {
      name: "a time in another format",
      options: given(timed, { "x-sig": sig, "x-time": "2023-11-14T22:13:20Z" }),
      reason: "invalid-header",
    },
  ];

  test.each(cases)("$name", async ({ options, reason }) => {
    const error: unknown = await checkWebhookSignature(options).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(WebhookVerificationError);
    expect(error).toMatchObject({ reason });
    expect(JSON.stringify(error)).not.toContain("s3cret");
  });

  test.each(["{url}.{body}", "{id}.{body}", "{timestamp}.{body}"])(
    "%s without what it names is a mistake of the caller",
    async (signedContent) => {
      const options = given({ type: "hmac", header: "x-sig", signedContent }, { "x-sig": sig });
      await expect(checkWebhookSignature(options)).rejects.toBeInstanceOf(ConfigurationError);
    },
  );
});
