// Swagger 2.0, Parameter Object: https://swagger.io/specification/v2/#parameter-object
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Echo, startEcho } from "./support/echo.js";
import { loadByName, type StylesSdk } from "./support/styles.js";

const list = ["a b", "c|d,e", "f"];
const all = { csv: list, ssv: list, tsv: list, pipes: list };

describe.each(["undici", "fetch"] as const)("through %s", (transport) => {
  let echo: Echo;
  let client: ReturnType<StylesSdk["connect"]>;

  beforeAll(async () => {
    const [server, sdk] = await Promise.all([startEcho(), loadByName("collection-formats", transport, ["lists"])]);
    echo = server;
    client = sdk.connect({ baseUrl: echo.url, validate: { request: "strict" } });
  }, 60_000);
  afterAll(async () => {
    await client.close();
    await echo[Symbol.asyncDispose]();
  });

  test("in a path", async () => {
    const { target } = await client.call("inPath", all);
    expect(target).toBe("/path/a%20b,c%7Cd%2Ce,f/a%20b%20c%7Cd%2Ce%20f/a%20b%09c%7Cd%2Ce%09f/a%20b%7Cc%7Cd%2Ce%7Cf");
  });

  test("in a query", async () => {
    const { target } = await client.call("inQuery", { ...all, multi: list });
    expect(target.split(/[?&]/).slice(1)).toEqual([
      "csv=a%20b,c%7Cd%2Ce,f",
      "ssv=a%20b%20c%7Cd%2Ce%20f",
      "tsv=a%20b%09c%7Cd%2Ce%09f",
      "pipes=a%20b%7Cc%7Cd%2Ce%7Cf",
      "multi=a%20b",
      "multi=c%7Cd%2Ce",
      "multi=f",
    ]);
  });

  test("lists of lists", async () => {
    const rows = [[1, 2], [], [3]];
    expect((await client.call("inQuery", { nested: [[1, 2], [3]], rows })).target).toBe(
      "/query?nested=1,2%7C3&rows=1%202&rows=3",
    );
  });

  test("empty lists, and what is not there in them, are not sent", async () => {
    const nothing = { csv: [], ssv: [], tsv: [], pipes: [], multi: [], nested: [], rows: [[]] };
    expect((await client.call("inQuery", nothing)).target).toBe("/query");
    const { headers } = await client.call("inHeaders", { "X-Tsv": [], "X-Pipes": ["a"] });
    expect(headers).toMatchObject({ "x-pipes": "a" });
    expect(headers).not.toHaveProperty("x-tsv");
  });

  test("in headers", async () => {
    const { headers } = await client.call("inHeaders", {
      "X-Csv": list,
      "X-Ssv": list,
      "X-Tsv": list,
      "X-Pipes": list,
    });
    expect(headers).toMatchObject({
      "x-csv": "a b,c|d,e,f",
      "x-ssv": "a b c|d,e f",
      "x-tsv": "a b\tc|d,e\tf",
      "x-pipes": "a b|c|d,e|f",
    });
  });

  test("a header can't be smuggled in by an item", async () => {
    await expect(client.call("inHeaders", { "X-Tsv": ["a", "b\r\nX-Evil: 1"] })).rejects.toThrow("line break");
  });

  test("in a form", async () => {
    const { body } = await client.call("inForm", { body: { ...all, multi: list } });
    expect([...new URLSearchParams(body)]).toEqual([
      ["csv", "a b,c|d,e,f"],
      ["ssv", "a b c|d,e f"],
      ["tsv", "a b\tc|d,e\tf"],
      ["pipes", "a b|c|d,e|f"],
      ["multi", "a b"],
      ["multi", "c|d,e"],
      ["multi", "f"],
    ]);
  });

  test("in parts", async () => {
    const { body } = await client.call("inParts", { body: { ...all, multi: list } });
    const parts = [...body.matchAll(/name="(\w+)"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]*)/g)].map(([, name, text]) => [
      name,
      text,
    ]);
    expect(parts).toEqual([
      ["csv", "a b,c|d,e,f"],
      ["ssv", "a b c|d,e f"],
      ["tsv", "a b\tc|d,e\tf"],
      ["pipes", "a b|c|d,e|f"],
      ["multi", "a b"],
      ["multi", "c|d,e"],
      ["multi", "f"],
    ]);
  });
});
