import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";
import { describe, expect, test } from "vitest";
import { mediaId, postId, userId } from "../example-server/start.js";
import { committedSdk, failureOf, useWire } from "./support/wire.js";

const wire = useWire(committedSdk);

/** How many connections were made for something. */
async function connectionsFor(act: () => Promise<unknown>): Promise<number> {
  const before = wire.server.connections.opened;
  await act();
  return wire.server.connections.opened - before;
}

describe("connections are used again", () => {
  test("one is enough, if no more are allowed", async () => {
    const inkwell = wire.client({ apiKey: "test-key", connections: 1 });
    const opened = await connectionsFor(async () => {
      for (let round = 0; round < 10; round++) {
        await inkwell.posts.list({ perPage: 3 });
        // Error bodies, empty ones, files and texts that nobody reads: the connection survives them all.
        await inkwell.posts.get({ postId: postId(999) }).safe();
        await inkwell.posts.delete({ postId: postId(20 + round) });
        (await inkwell.media.download({ mediaId: mediaId(2) })).discard();
        (await inkwell.users.list().raw()).discard();
        await (await inkwell.media.download({ mediaId: mediaId(2) })).bytes();
      }
    });
    expect(opened).toBe(1);
    expect(wire.server.requests).toHaveLength(60);
  });

  test("calls one after the other: undici frees a connection a moment later, so there are two", async () => {
    const opened = await connectionsFor(async () => {
      for (let round = 0; round < 20; round++) await wire.inkwell.posts.get({ postId: postId(1) });
    });
    expect(opened).toBeLessThanOrEqual(2);
  });

  test("calls at once share as many as are allowed", async () => {
    const inkwell = wire.client({ apiKey: "test-key", connections: 3 });
    const opened = await connectionsFor(() =>
      Promise.all(Array.from({ length: 30 }, () => inkwell.posts.get({ postId: postId(1) }))),
    );
    expect(opened).toBe(3);
  });

  test("a client that was derived uses those of the first, and can't close them", async () => {
    const inkwell = wire.client({ apiKey: "test-key", connections: 1 });
    const opened = await connectionsFor(async () => {
      await inkwell.posts.list();
      const derived = inkwell.with({ headers: { "x-derived": "yes" } });
      expect(derived).toBeInstanceOf(wire.sdk.Inkwell);
      await derived.posts.list();
      expect(wire.latest().headers).toMatchObject({ "x-derived": "yes", "x-api-key": "test-key" });
      await derived.close();
      await inkwell.posts.list();
      expect(wire.latest().headers).not.toHaveProperty("x-derived");
    });
    expect(opened).toBe(1);
  });

  test("a dispatcher of the user's is used, and left open", async () => {
    const dispatcher = new Agent({ connections: 1 });
    const first = wire.client({ apiKey: "test-key", dispatcher });
    const second = wire.client({ apiKey: "test-key", dispatcher });
    const opened = await connectionsFor(async () => {
      await first.posts.list();
      await first.close();
      await second.posts.list();
    });
    expect(opened).toBe(1);
    await dispatcher.close();
  });
});

describe("close()", () => {
  test("waits for the calls under way, and lets none begin", async () => {
    wire.server.fault({ kind: "delay", delayMs: 80 });
    const call = wire.inkwell.users.get({ userId: userId(1) }).then(({ name }) => name);
    await sleep(20);
    const closed = wire.inkwell.close();
    expect(await failureOf(wire.inkwell.posts.list())).toMatchObject({
      name: "ConfigurationError",
      message: expect.stringContaining("closed"),
    });
    await closed;
    // It has been answered by now: nothing is left to wait for.
    expect(await Promise.race([call, sleep(0)])).toBe("Ada Lovelace");
    expect(wire.server.requests).toHaveLength(1);
    await expect.poll(() => wire.server.connections.open).toBe(0);
  });

  test("does not wait for a result that nobody has asked for yet", async () => {
    const call = wire.inkwell.users.get({ userId: userId(1) });
    const ended = await Promise.race([wire.inkwell.close().then(() => "closed"), sleep(500)]);
    await call.safe();
    expect(ended).toBe("closed");
  });

  test("may be called twice, and before any call", async () => {
    const inkwell = wire.client();
    await inkwell.close();
    await inkwell.close();
    expect(await failureOf(inkwell.system.getHealth())).toBeInstanceOf(wire.sdk.ConfigurationError);
  });

  test("closes what was derived, too", async () => {
    const derived = wire.inkwell.with({});
    await wire.inkwell.close();
    expect(await failureOf(derived.posts.list())).toBeInstanceOf(wire.sdk.ConfigurationError);
    expect(wire.server.requests).toHaveLength(0);
  });

  test("happens by itself at the end of `await using`", async () => {
    const { Inkwell } = wire.sdk;
    const escaped = await (async () => {
      await using inkwell = new Inkwell({ baseUrl: wire.server.url });
      await inkwell.system.getHealth();
      return inkwell;
    })();
    expect(await failureOf(escaped.system.getHealth())).toBeInstanceOf(wire.sdk.ConfigurationError);
    await expect.poll(() => wire.server.connections.open).toBe(0);
  });
});

describe("destroy()", () => {
  test("does not wait: calls under way are aborted", async () => {
    wire.server.fault({ kind: "hang" });
    const call = failureOf(wire.inkwell.users.list());
    await expect.poll(() => wire.server.requests.length).toBe(1);
    await wire.inkwell.destroy();
    expect(await call).toBeInstanceOf(wire.sdk.AbortedError);
    expect(await failureOf(wire.inkwell.users.list())).toBeInstanceOf(wire.sdk.ConfigurationError);
    await expect.poll(() => wire.server.connections.open).toBe(0);
  });
});

test("a client without the class has the same connections, options and end", async () => {
  const { createClient } = await import("../../generated-example/sdk/client.js");
  const { getPost } = await import("../../generated-example/sdk/operations/posts.js");
  const client = createClient({ baseUrl: wire.server.url, apiKey: "test-key", connections: 1 });
  const opened = await connectionsFor(async () => {
    for (let round = 0; round < 3; round++) await getPost(client, { postId: postId(1) });
  });
  expect(opened).toBe(1);
  await client.close();
  expect(await failureOf(getPost(client, { postId: postId(1) }))).toBeInstanceOf(wire.sdk.ConfigurationError);
});
