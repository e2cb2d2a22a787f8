import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchText } from "../../../src/host/fetch-text.js";
import type { Lookup } from "../../../src/host/route.js";

/** Names of the internet that lead to this machine, as a hostile name server would have it. */
let server: Server;
let port = 0;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.headers.host?.replace(/:.*/, "")}${request.url}`);
    const place = new URL(request.url ?? "/", "http://a").searchParams.get("to");
    if (place === null) response.end("title: secret\n");
    else response.writeHead(302, { location: place }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The first answers of a name are the given ones, the last for ever. The server is asked in any case. */
function resolver(names: Readonly<Record<string, readonly string[]>>): Lookup {
  const turn = new Map<string, number>();
  return (hostname, { all }, callback) => {
    const answers = names[hostname] ?? [];
    const at = turn.get(hostname) ?? 0;
    turn.set(hostname, at + 1);
    const address = answers[Math.min(at, answers.length - 1)] ?? "0.0.0.0";
    if (all === true) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  };
}

const at = (name: string, path = "/a.yaml") => `http://${name}:${port}${path}`;

describe("a name is judged by the address that it leads to, when it is asked", () => {
  test.each(["127.0.0.1", "10.0.0.1", "169.254.169.254"])("%s is not for the public", async (address) => {
    asked.length = 0;
    const lookup = resolver({ "api.example.com": [address] });
    await expect(fetchText(at("api.example.com"), { reach: "public" }, lookup)).rejects.toMatchObject({
      code: "denied",
      reason: `api.example.com leads to ${address}, in a private network`,
    });
    expect(asked).toEqual([]);
  });

  test("for documents of this machine it is, save for link-local addresses", async () => {
    const lookup = resolver({ "api.example.com": ["127.0.0.1"], "meta.example.com": ["169.254.169.254"] });
    expect(await fetchText(at("api.example.com"), { reach: "network" }, lookup)).toMatchObject({ isPrivate: true });
    await expect(fetchText(at("meta.example.com"), { reach: "network" }, lookup)).rejects.toMatchObject({
      code: "denied",
    });
  });

  test("a private server may redirect within its network", async () => {
    const lookup = resolver({ "one.example.com": ["127.0.0.1"], "two.example.com": ["127.0.0.1"] });
    const url = at("one.example.com", `/?to=${encodeURIComponent(at("two.example.com"))}`);
    expect(await fetchText(url, {}, lookup)).toMatchObject({ url: at("two.example.com"), isPrivate: true });
  });

  test("a redirect back to the same name is looked up again", async () => {
    asked.length = 0;
    // The name leads elsewhere the second time.
    const lookup = resolver({ "api.example.com": ["127.0.0.1", "169.254.169.254"] });
    const url = at("api.example.com", `/?to=${encodeURIComponent(at("api.example.com"))}`);
    await expect(fetchText(url, { reach: "network" }, lookup)).rejects.toMatchObject({ code: "denied" });
    expect(asked).toHaveLength(1);
  });
});
