import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  hasWebhook,
  isWebhookValidationError,
  readWebhook,
  type WebhookDescriptors,
  WebhookValidationError,
} from "../../../src/runtime/index.js";

interface Events {
  readonly "pet.born": { readonly name: string; readonly kind: string };
  readonly form: {
    readonly amount: number;
    readonly paid: boolean;
    readonly note?: string;
    readonly tags?: readonly string[];
  };
  readonly text: string;
  readonly binary: Uint8Array;
  readonly ping: undefined;
}

const webhooks: WebhookDescriptors<Events> = {
  "pet.born": { schema: () => z.looseObject({ name: z.string(), kind: z.enum(["cat", "dog"]) }) },
  form: {
    kind: "form",
    schema: () =>
      z.looseObject({
        amount: z.number(),
        paid: z.boolean(),
        note: z.string().optional(),
        tags: z.array(z.string()).optional(),
      }),
  },
  text: { kind: "text" },
  binary: { kind: "binary" },
  ping: { kind: "none" },
};

const born = { name: "Tom", kind: "cat" };
const json = JSON.stringify(born);

describe("payloads", () => {
  const bytes = new TextEncoder().encode(json);
  test.each([
    { name: "text", body: json },
    { name: "text with a byte order mark, as bytes", body: new TextEncoder().encode(`\ufeff${json}`) },
    { name: "bytes", body: bytes },
    { name: "a Buffer", body: Buffer.from(json) },
    { name: "an ArrayBuffer", body: bytes.buffer.slice(0) },
    { name: "parsed JSON", body: born },
  ])("$name", ({ body }) => {
    expect(readWebhook(webhooks, "pet.born", body)).toEqual(born);
  });

  test("what the document does not know yet is kept", () => {
    const newer = { ...born, kind: "axolotl", gills: 6 };
    expect(readWebhook(webhooks, "pet.born", newer)).toEqual(newer);
  });

  test("a form becomes what its schema asks for", () => {
    expect(readWebhook(webhooks, "form", "amount=12.5&paid=true&note=007&tags=a&tags=b")).toEqual({
      amount: 12.5,
      paid: true,
      note: "007",
      tags: ["a", "b"],
    });
  });

  test("text, bytes and nothing", () => {
    expect(readWebhook(webhooks, "text", Buffer.from("hi"))).toBe("hi");
    expect(readWebhook(webhooks, "binary", "hi")).toEqual(new Uint8Array([104, 105]));
    expect(readWebhook(webhooks, "ping", "whatever")).toBeUndefined();
  });
});

describe("what is refused", () => {
  const cases: readonly { name: string; event: keyof Events; body: unknown; code: string; message: RegExp }[] = [
    { name: "no JSON", event: "pet.born", body: "{", code: "invalid_json", message: /"pet.born".*the body is no JSON/ },
    { name: "nothing", event: "pet.born", body: "", code: "invalid_json", message: /the body is empty/ },
    { name: "another shape", event: "pet.born", body: '{"kind":"cat"}', code: "invalid_type", message: /name: / },
    {
      name: "a form of another shape",
      event: "form",
      body: "amount=much&paid=true",
      code: "invalid_type",
      message: /amount: /,
    },
    {
      name: "an event that the document does not declare",
      event: "toString" as keyof Events,
      body: {},
      code: "unknown_event",
      message: /"toString".*declares no such webhook/,
    },
  ];

  test.each(cases)("$name", ({ event, body, code, message }) => {
    const read = () => readWebhook(webhooks, event, body);
    expect(read).toThrow(message);
    try {
      read();
    } catch (error) {
      expect(error).toBeInstanceOf(WebhookValidationError);
      expect(isWebhookValidationError(error)).toBe(true);
      expect(error).toMatchObject({ event, kind: "webhook-validation", issues: [{ code }] });
      expect(JSON.stringify(error)).not.toContain('"body"');
    }
  });

  test("what nests deeper than the stack", () => {
    const nested: z.ZodType = z.array(z.lazy(() => nested));
    const deep: WebhookDescriptors<{ readonly deep: unknown }> = { deep: { schema: () => nested } };
    const read = () => readWebhook(deep, "deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(read).toThrow(WebhookValidationError);
    expect(read).toThrow("nests too deep to be checked");
  });

  test("a name from outside is told from one of the document", () => {
    expect(["pet.born", "toString", "__proto__"].map((name) => hasWebhook(webhooks, name))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
