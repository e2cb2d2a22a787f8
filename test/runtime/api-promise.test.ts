import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import {
  type ApiPromise,
  ConnectionError,
  NotFoundError,
  type RequestOptions,
  ResponseValidationError,
  SdkError,
} from "../../src/runtime/index.js";
import { closeClients, makeClient, operation, transports } from "./support/client.js";
import { answer, answerJson, closedPort, type Handler, startServer, type TestServer } from "./support/server.js";

interface Post {
  readonly id: number;
}
interface Job {
  readonly job: string;
}
interface Problem {
  readonly title: string;
}
class NotFoundProblem extends NotFoundError<Problem> {
  override readonly name: string = "NotFoundProblem";
}

const createPost = operation({
  id: "createPost",
  responses: {
    200: { content: { "application/json": { schema: () => z.looseObject({ id: z.number() }) } } },
    201: { content: { "application/json": {} } },
    204: {},
    404: { error: () => NotFoundProblem },
  },
});

let server: TestServer | undefined;
afterEach(async () => {
  await closeClients();
  await server?.close();
  server = undefined;
});

type Call = ApiPromise<Post | Job | undefined, { 200: Post; 201: Job; 204: undefined }, NotFoundProblem>;

async function start(handler: Handler, options: RequestOptions = {}): Promise<() => Call> {
  server = await startServer(handler);
  const client = makeClient({ baseUrl: server.url });
  return () => client.call(createPost, {}, options);
}

describe("an ApiPromise", () => {
  it("starts at once and sends once, however often it is used", async () => {
    const call = await start(answerJson({ id: 1 }));
    const promise = call();
    await expect.poll(() => server?.requests.length).toBe(1);
    expect(await promise).toEqual({ id: 1 });
    expect(await promise).toBe(await promise);
    expect(await promise.withResponse()).toMatchObject({ data: { id: 1 } });
    expect(server?.requests).toHaveLength(1);
  });

  it("is a promise like others", async () => {
    const call = await start(answerJson({ title: "no" }, 404));
    expect(Object.prototype.toString.call(call().catch(() => 1))).toBe("[object Promise]");
    expect(await call().catch(() => "caught")).toBe("caught");
    let isOver = false;
    await call()
      .finally(() => {
        isOver = true;
      })
      .then(undefined, () => undefined);
    expect(isOver).toBe(true);
    expect(await Promise.allSettled([call()])).toMatchObject([{ status: "rejected" }]);
  });

  it("gives what is known beside the body", async () => {
    const call = await start(answerJson({ id: 1 }, 200, { "x-request-id": "theirs", "set-cookie": "a=1" }));
    const { data, ...response } = await call().withResponse();
    expect(data).toEqual({ id: 1 });
    expect(response).toMatchObject({ status: 200, requestId: "theirs", url: `${server?.url}/pets` });
    expect(response.elapsedMs).toBeGreaterThan(0);
    expect(response.headers.get("CONTENT-TYPE")).toBe("application/json");
    expect(response.headers.getAll("set-cookie")).toEqual(["a=1"]);
    expect([...response.headers]).toContainEqual(["content-type", "application/json"]);
  });

  it.each(transports)("gives the unread response, whatever its status: %s", async (_name, transport) => {
    server = await startServer(answerJson({ title: "no" }, 404));
    const raw = await makeClient({ baseUrl: server.url, transport }).call(createPost, {}).raw();
    expect(raw).toMatchObject({ status: 404, ok: false });
    expect(await raw.json()).toEqual({ title: "no" });
    await expect(raw.text()).rejects.toThrow("has been read already");
  });

  it("gives errors of the raw body that say where they belong", async () => {
    const call = await start(answer("<html>", { "content-type": "text/html" }));
    const error = await (await call().raw()).json().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ResponseParseError", operationId: "createPost", url: `${server?.url}/pets` });
  });

  it("gives the raw body in chunks", async () => {
    const call = await start(answer("abc", { "content-type": "application/json" }));
    const raw = await call().raw();
    expect(await new Response(raw.body).text()).toBe("abc");
  });

  it("leaves nothing unhandled when only raw() or safe() is used", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", listener);
    const client = makeClient({ baseUrl: await closedPort() });
    await client.call(createPost, {}).safe();
    await client
      .call(createPost, {})
      .raw()
      .catch(() => undefined);
    await client
      .call(createPost, {})
      .withResponse()
      .catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", listener);
    expect(unhandled).toEqual([]);
  });
});

describe("safe()", () => {
  it.each<[string, Handler, unknown]>([
    ["a 200", answerJson({ id: 1 }), { ok: true, status: 200, data: { id: 1 } }],
    ["a 201", answerJson({ job: "x" }, 201), { ok: true, status: 201, data: { job: "x" } }],
    ["a 204", answer("", {}, 204), { ok: true, status: 204, data: undefined }],
    ["a declared error", answerJson({ title: "no" }, 404), { ok: false, error: expect.any(NotFoundProblem) }],
    ["a wrong shape", answerJson([]), { ok: false, error: expect.any(ResponseValidationError) }],
  ])("makes a value of %s", async (_name, handler, want) => {
    const call = await start(handler);
    expect(await call().safe()).toEqual(want);
  });

  it("makes values of failures that are no answer, and of what the user's own code throws", async () => {
    const refused = await makeClient({ baseUrl: await closedPort() })
      .call(createPost, {})
      .safe();
    expect(refused).toEqual({ ok: false, error: expect.any(ConnectionError) });
    const onRequest = () => {
      throw new TypeError("mine");
    };
    const thrown = await makeClient({ baseUrl: "http://localhost", hooks: { onRequest } }).call(createPost, {}).safe();
    expect(thrown).toMatchObject({ ok: false, error: { message: "mine", cause: new TypeError("mine") } });
    expect(thrown.ok === false && thrown.error instanceof SdkError).toBe(true);
  });

  it("narrows by status to the declared bodies", async () => {
    const call = await start(answerJson({ id: 1 }));
    const result = await call().safe();
    if (!result.ok) {
      expectTypeOf(result.error).toEqualTypeOf<NotFoundProblem | SdkError>();
      throw result.error;
    }
    expectTypeOf(result.status).toEqualTypeOf<200 | 201 | 204>();
    if (result.status === 200) expectTypeOf(result.data).toEqualTypeOf<Post>();
    else if (result.status === 201) expectTypeOf(result.data).toEqualTypeOf<Job>();
    else expectTypeOf(result.data).toEqualTypeOf<undefined>();
    const ranged = {} as ApiPromise<Post, { "2XX": Post }>;
    expectTypeOf(ranged.safe).returns.resolves.extract<{ ok: true }>().toHaveProperty("status").toEqualTypeOf<number>();
    const none = {} as ApiPromise<unknown, Record<never, never>>;
    expectTypeOf(none.safe).returns.resolves.extract<{ ok: true }>().toHaveProperty("data").toEqualTypeOf<unknown>();
    expect(result.status).toBe(200);
  });
});
