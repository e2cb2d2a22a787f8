import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  ConfigurationError,
  checkWebhookSignature,
  isSdkError,
  type VerifyWebhookOptions,
  WebhookVerificationError,
} from "../../../src/runtime/index.js";

/** The test vector of the reference implementations of https://www.standardwebhooks.com. */
const vector = {
  body: '{"test": 2432232314}',
  headers: {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  now: 1614265330_000,
} satisfies VerifyWebhookOptions;

const otherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

function withHeaders(headers: Readonly<Record<string, string | undefined>>): VerifyWebhookOptions {
  return { ...vector, headers: { ...vector.headers, ...headers } };
}

function sign(id: string, timestamp: string, body: string | Uint8Array, secret: string): string {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

/** As test runners and frames have them: `instanceof Uint8Array` is false. */
function foreignBytes(text: string): Uint8Array {
  return runInNewContext("Uint8Array.from(bytes)", { bytes: [...Buffer.from(text)] });
}

async function failure(options: VerifyWebhookOptions): Promise<unknown> {
  return checkWebhookSignature(options).then(
    () => "it was trusted",
    (error: unknown) => error,
  );
}

describe("what is trusted", () => {
  const bytes = new TextEncoder().encode(vector.body);
  const trusted: readonly { name: string; options: VerifyWebhookOptions }[] = [
    { name: "the vector", options: vector },
    { name: "bytes", options: { ...vector, body: bytes } },
    {
      name: "a Buffer that is a part of a larger one",
      options: { ...vector, body: Buffer.from(`..${vector.body}`).subarray(2) },
    },
    { name: "bytes of another realm", options: { ...vector, body: foreignBytes(vector.body) } },
    { name: "an ArrayBuffer", options: { ...vector, body: bytes.buffer.slice(0) } },
    { name: "headers of fetch", options: { ...vector, headers: new Headers(vector.headers) } },
    {
      name: "header names in any case",
      options: {
        ...vector,
        headers: Object.fromEntries(Object.entries(vector.headers).map(([key, value]) => [key.toUpperCase(), value])),
      },
    },
    { name: "a secret without its prefix", options: { ...vector, secret: vector.secret.slice("whsec_".length) } },
    { name: "a secret as bytes", options: { ...vector, secret: Buffer.from(vector.secret.slice(6), "base64") } },
    { name: "the second of two secrets", options: { ...vector, secret: [otherSecret, vector.secret] } },
    {
      name: "the second of two signatures",
      options: withHeaders({
        "webhook-signature": `${sign("x", "1", "y", otherSecret)} ${vector.headers["webhook-signature"]}`,
      }),
    },
    {
      name: "beside a signature of a version that is not known",
      options: withHeaders({ "webhook-signature": `v1a,AAAA ${vector.headers["webhook-signature"]} v2,x` }),
    },
    { name: "five minutes later", options: { ...vector, now: vector.now + 300_000 } },
    { name: "five minutes earlier", options: { ...vector, now: vector.now - 300_000 } },
    { name: "any time, if the tolerance is endless", options: { ...vector, now: Date.now(), tolerance: Infinity } },
    {
      name: "headers of Svix",
      options: {
        ...vector,
        headers: Object.fromEntries(
          Object.entries(vector.headers).map(([key, value]) => [key.replace("webhook-", "svix-"), value]),
        ),
      },
    },
    {
      name: "headers that begin as the scheme says",
      options: {
        ...vector,
        scheme: { type: "standard", headerPrefix: "acme-" },
        headers: Object.fromEntries(
          Object.entries(vector.headers).map(([key, value]) => [key.replace("webhook-", "acme-"), value]),
        ),
      },
    },
  ];

  test.each(trusted)("$name", async ({ options }) => {
    await expect(checkWebhookSignature(options)).resolves.toBeUndefined();
  });

  test("bytes that are no UTF-8 are signed as they are", async () => {
    const body = new Uint8Array([0xff, 0x00, 0xfe]);
    const headers = {
      ...vector.headers,
      "webhook-signature": sign("a", "1614265330", body, vector.secret),
      "webhook-id": "a",
    };
    await expect(checkWebhookSignature({ ...vector, body, headers })).resolves.toBeUndefined();
  });
});

describe("what is not trusted, and why", () => {
  const signature = vector.headers["webhook-signature"];
  const cases: readonly {
    name: string;
    options: VerifyWebhookOptions;
    reason: string;
    header: string;
    message: RegExp;
  }[] = [
    ...Object.keys(vector.headers).map((header) => ({
      name: `without ${header}`,
      options: withHeaders({ [header]: undefined }),
      reason: "missing-header",
      header,
      message: new RegExp(`no header ${header}`),
    })),
    {
      name: "an empty header",
      options: withHeaders({ "webhook-id": " " }),
      reason: "missing-header",
      header: "webhook-id",
      message: /no header webhook-id/,
    },
    {
      name: "a changed body",
      options: { ...vector, body: '{"test": 2432232315}' },
      reason: "no-match",
      header: "webhook-signature",
      message: /No signature in webhook-signature matches/,
    },
    {
      name: "another id",
      options: withHeaders({ "webhook-id": "msg_other" }),
      reason: "no-match",
      header: "webhook-signature",
      message: /matches/,
    },
    {
      name: "another time",
      options: withHeaders({ "webhook-timestamp": "1614265331" }),
      reason: "no-match",
      header: "webhook-signature",
      message: /matches/,
    },
    {
      name: "another secret",
      options: { ...vector, secret: otherSecret },
      reason: "no-match",
      header: "webhook-signature",
      message: /the secret is another one/,
    },
    {
      name: "a signature that is cut off",
      options: withHeaders({ "webhook-signature": "v1,g0hM9SsE+OTPJTGt" }),
      reason: "no-match",
      header: "webhook-signature",
      message: /matches/,
    },
    {
      name: "no signature of version 1",
      options: withHeaders({ "webhook-signature": signature.replace("v1,", "v2,") }),
      reason: "invalid-header",
      header: "webhook-signature",
      message: /holds no signature of version 1/,
    },
    {
      name: "a signature that is no base64",
      options: withHeaders({ "webhook-signature": "v1,***" }),
      reason: "invalid-header",
      header: "webhook-signature",
      message: /holds no signature/,
    },
    {
      name: "six minutes late",
      options: { ...vector, now: vector.now + 360_000 },
      reason: "too-old",
      header: "webhook-timestamp",
      message: /is 360 s old .*tolerance of 300 s/,
    },
    {
      name: "six minutes early",
      options: { ...vector, now: vector.now - 360_000 },
      reason: "too-new",
      header: "webhook-timestamp",
      message: /is 360 s ahead of our clock/,
    },
    {
      name: "later than a tolerance of one second",
      options: { ...vector, now: vector.now + 1_001, tolerance: 1_000 },
      reason: "too-old",
      header: "webhook-timestamp",
      message: /tolerance of 1 s/,
    },
    {
      name: "a tolerance that is no number",
      options: { ...vector, tolerance: Number.NaN },
      reason: "too-new",
      header: "webhook-timestamp",
      message: /tolerance/,
    },
    {
      name: "a time that is none",
      options: withHeaders({ "webhook-timestamp": "1614265330.5" }),
      reason: "invalid-header",
      header: "webhook-timestamp",
      message: /holds no time in the format unix-seconds/,
    },
  ];

  test.each(cases)("$name", async ({ options, reason, header, message }) => {
    const error = await failure(options);
    expect(error).toBeInstanceOf(WebhookVerificationError);
    expect(isSdkError(error)).toBe(true);
    expect(error).toMatchObject({
      reason,
      header,
      kind: "webhook-verification",
      message: expect.stringMatching(message),
    });
    const shown = `${inspect(error)} ${JSON.stringify(error)}`;
    expect(shown).not.toContain(vector.secret.slice(6));
    expect(shown).not.toContain(vector.body);
  });
});

describe("what is set up wrongly", () => {
  const cases: readonly { name: string; options: VerifyWebhookOptions; message: RegExp }[] = [
    { name: "an empty secret", options: { ...vector, secret: "" }, message: /missing or empty/ },
    { name: "a secret that is only the prefix", options: { ...vector, secret: "whsec_" }, message: /missing or empty/ },
    { name: "no secrets", options: { ...vector, secret: [] }, message: /missing or empty/ },
    {
      name: "one of two secrets is empty",
      options: { ...vector, secret: [vector.secret, ""] },
      message: /missing or empty/,
    },
    { name: "a secret that is no base64", options: { ...vector, secret: "whsec_top secret!" }, message: /no base64/ },
    {
      name: "a secret that is not there",
      // What `process.env` gives, past the types.
      options: { ...vector, secret: undefined as unknown as string },
      message: /missing or empty/,
    },
    {
      name: "a body that was parsed already",
      options: { ...vector, body: { test: 2432232314 } as unknown as string },
      message: /the body as it came/,
    },
  ];

  test.each(cases)("$name", async ({ options, message }) => {
    const error = await failure(options);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toMatch(message);
    expect(inspect(error)).not.toContain("top secret");
  });
});
