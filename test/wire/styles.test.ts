// OpenAPI 3.2, 4.12.6 Style Examples: https://spec.openapis.org/oas/v3.2.0#style-examples
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Echo, startEcho } from "./support/echo.js";
import { type CallByName, loadStyles, type StylesSdk } from "./support/styles.js";
import { failureOf } from "./support/wire.js";

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

describe.each(["undici", "fetch"] as const)("through %s", (transport) => {
  let echo: Echo;
  let sdk: StylesSdk;
  let client: ReturnType<StylesSdk["connect"]>;
  const call: CallByName = (...input) => client.call(...input);

  beforeAll(async () => {
    [echo, sdk] = await Promise.all([startEcho(), loadStyles(transport)]);
    client = sdk.connect({ baseUrl: echo.url });
  }, 60_000);
  afterAll(async () => {
    await client.close();
    await echo[Symbol.asyncDispose]();
  });

  describe("path parameters", () => {
    test.each([
      { operation: "getSimple", value: "blue", want: "/simple/blue" },
      { operation: "getSimple", value: list, want: "/simple/blue,black,brown" },
      { operation: "getSimple", value: object, want: "/simple/R,100,G,200,B,150" },
      { operation: "getSimple", value: "a/b,c", want: "/simple/a%2Fb%2Cc" },
      { operation: "getSimpleExploded", value: list, want: "/simple-exploded/blue,black,brown" },
      { operation: "getSimpleExploded", value: object, want: "/simple-exploded/R=100,G=200,B=150" },
      { operation: "getLabel", value: "blue", want: "/label/.blue" },
      { operation: "getLabel", value: list, want: "/label/.blue,black,brown" },
      { operation: "getLabel", value: object, want: "/label/.R,100,G,200,B,150" },
      { operation: "getLabelExploded", value: list, want: "/label-exploded/.blue.black.brown" },
      { operation: "getLabelExploded", value: object, want: "/label-exploded/.R=100.G=200.B=150" },
      { operation: "getMatrix", value: "blue", want: "/matrix/;value=blue" },
      { operation: "getMatrix", value: "", want: "/matrix/;value" },
      { operation: "getMatrix", value: list, want: "/matrix/;value=blue,black,brown" },
      { operation: "getMatrix", value: object, want: "/matrix/;value=R,100,G,200,B,150" },
      { operation: "getMatrixExploded", value: list, want: "/matrix-exploded/;value=blue;value=black;value=brown" },
      { operation: "getMatrixExploded", value: object, want: "/matrix-exploded/;R=100;G=200;B=150" },
    ])("$operation: $want", async ({ operation, value, want }) => {
      expect((await call(operation, { value })).target).toBe(want);
    });
  });

  describe("query parameters", () => {
    test.each([
      { params: { form: "a b&c" }, want: "?form=a%20b%26c" },
      { params: { form: "" }, want: "?form=" },
      { params: { form: list }, want: "?form=blue&form=black&form=brown" },
      { params: { form: object }, want: "?R=100&G=200&B=150" },
      { params: { joined: list }, want: "?joined=blue,black,brown" },
      { params: { joined: object }, want: "?joined=R,100,G,200,B,150" },
      { params: { space: list }, want: "?space=blue%20black%20brown" },
      { params: { pipe: list }, want: "?pipe=blue%7Cblack%7Cbrown" },
      { params: { deep: object }, want: "?deep%5BR%5D=100&deep%5BG%5D=200&deep%5BB%5D=150" },
      { params: { deep: { a: { b: 1 } } }, want: "?deep%5Ba%5D%5Bb%5D=1" },
      { params: { reserved: "/a?b=c&d%20#e" }, want: "?reserved=/a?b=c&d%20%23e" },
      { params: { json: { a: [1] } }, want: "?json=%7B%22a%22%3A%5B1%5D%7D" },
      { params: { "odd[name]": "x" }, want: "?odd%5Bname%5D=x" },
      { params: { flag: false, count: 1.5 }, want: "?flag=false&count=1.5" },
    ])("$want", async ({ params, want }) => {
      expect((await call("getQuery", params)).target).toBe(`/query${want}`);
    });

    test("one parameter can be the whole query", async () => {
      const { target } = await call("getQuerystring", { all: { a: "b c", d: [1, 2] } });
      expect(target).toMatch(/^\/querystring\?a=b(\+|%20)c&d=1&d=2$/);
    });
  });

  test("header parameters are not percent-encoded", async () => {
    const params = {
      "X-List": [1, 2, 3],
      "X-Object": object,
      "X-Exploded": object,
      "X-Json": { a: "b c" },
      "X-Flag": true,
    };
    expect((await call("getHeaders", params)).headers).toMatchObject({
      "x-list": "1,2,3",
      "x-object": "R,100,G,200,B,150",
      "x-exploded": "R=100,G=200,B=150",
      "x-json": '{"a":"b c"}',
      "x-flag": "true",
    });
  });

  describe("cookies", () => {
    test.each([
      { params: { session: "abc" }, want: "session=abc" },
      { params: { session: "a;b c" }, want: "session=a%3Bb%20c" },
      { params: { list, object }, want: "list=blue,black,brown; object=R,100,G,200,B,150" },
      { params: { session: "s", plain: "a=b c" }, want: "session=s; plain=a=b c" },
    ])("$want", async ({ params, want }) => {
      expect((await call("getCookies", params)).headers["cookie"]).toBe(want);
    });

    test("none where there is nothing to send", async () => {
      expect((await call("getCookies")).headers).not.toHaveProperty("cookie");
    });

    test("a value that would make another cookie is refused", async () => {
      expect(await failureOf(call("getCookies", { plain: "a; admin=1" }))).toMatchObject({
        name: "RequestValidationError",
      });
    });

    test("a key in a cookie stands beside the others", async () => {
      const keyed = sdk.connect({ baseUrl: echo.url, auth: { cookieKey: "k=1;" } });
      const { headers } = await keyed.call("getWithCookieKey", { session: "s" });
      expect(headers["cookie"]).toBe("session=s; api%20key=k%3D1%3B");
      await keyed.close();
    });
  });

  test("a key in the query stands behind the others, and in no error", async () => {
    const keyed = sdk.connect({ baseUrl: echo.url, auth: { queryKey: "s3cret&x=1" } });
    const { target } = await keyed.call("getWithQueryKey", { page: 2 });
    expect(target).toBe("/query/key?page=2&api_key=s3cret%26x%3D1");
    const error = await failureOf(keyed.call("getWithQueryKey", { page: 2 }, { query: { status: 500 } }));
    expect(error).toMatchObject({ status: 500, url: `${echo.url}/query/key?page=2&status=500` });
    await keyed.close();
  });

  test("another scheme of HTTP goes by its name", async () => {
    const keyed = sdk.connect({ baseUrl: echo.url, auth: { digest: "abc" } });
    expect((await keyed.call("getWithDigest")).headers["authorization"]).toBe("DPoP abc");
    await keyed.close();
  });

  describe("forms", () => {
    test("each value by its own kind", async () => {
      const body = { text: "a b&c=ü", list: ["x", "y"], object: { a: 1 }, count: 3, missing: undefined };
      const { headers, body: sent } = await call("postForm", { body });
      expect(headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
      expect(sent).toBe("text=a+b%26c%3D%C3%BC&list=x&list=y&object=%7B%22a%22%3A1%7D&count=3");
    });

    test("as the encoding says", async () => {
      const body = { joined: ["x", "y"], pipes: ["x", "y"], deep: { a: 1 }, reserved: "a/b?c" };
      expect((await call("postEncodedForm", { body })).body).toBe(
        "joined=x,y&pipes=x%7Cy&deep%5Ba%5D=1&reserved=a/b?c",
      );
    });

    test("URLSearchParams are sent as they are", async () => {
      const { headers, body } = await call("postForm", { body: new URLSearchParams({ a: "b c" }) });
      expect(headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
      expect(body).toBe("a=b+c");
    });

    test("a form that is optional is left out", async () => {
      const { headers, body } = await call("postEncodedForm");
      expect(body).toBe("");
      expect(headers).not.toHaveProperty("content-type");
    });
  });

  describe("bodies", () => {
    test("text is sent and read as text", async () => {
      expect(await call("postText", { body: "Grüße,\n{}" })).toBe("Grüße,\n{}");
    });

    test("a vendor's JSON keeps its name; a scalar is JSON, too", async () => {
      const vendor = await call("postVendorJson", { body: [1, null, "x"] });
      expect(vendor).toMatchObject({ body: '[1,null,"x"]', headers: { "content-type": "application/vnd.echo+json" } });
      expect(await call("postScalar", { body: "x" })).toMatchObject({ body: '"x"' });
    });

    test("QUERY is a method like the others", async () => {
      expect(await call("queryWithBody", { body: { a: 1 } })).toMatchObject({ method: "QUERY", body: '{"a":1}' });
    });
  });

  test("parameters of one name are told apart by where they are", async () => {
    const params = { id: "p", idQuery: "q", idHeader: "h", idCookie: "c", bodyQuery: "bq", body: { a: 1 } };
    const seen = await call("collide", params);
    expect(seen).toMatchObject({ method: "POST", target: "/collisions/p?id=q&body=bq", body: '{"a":1}' });
    expect(seen.headers).toMatchObject({ id: "h", cookie: "id=c" });
  });

  describe("responses", () => {
    test("a range of statuses is one result, the rest are its errors", async () => {
      expect(await call("getRange", { status: 203 })).toMatchObject({ target: "/ranges?status=203" });
      expect(await failureOf(call("getRange", { status: 409 }))).toMatchObject({ status: 409, body: { code: 409 } });
    });

    test("a base URL of the user wins over an operation's own server", async () => {
      expect(await call("getElsewhere")).toMatchObject({ target: "/elsewhere" });
      const plain = sdk.connect({});
      expect(await failureOf(plain.call("getElsewhere"))).toMatchObject({
        url: "http://127.0.0.1:1/elsewhere/elsewhere",
      });
      await plain.close();
    });
  });
});
