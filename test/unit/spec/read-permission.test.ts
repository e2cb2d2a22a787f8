import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import type { MemoryHostOptions } from "../../../src/host/memory-host.js";
import { nodeHost } from "../../../src/host/node-host.js";
import { type LoadOptions, loadDocument } from "../../../src/spec/load.js";
import { loadFiles } from "./support/load-text.js";

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n";
const referring = (ref: string): string => `${head}components: { schemas: { A: { $ref: '${ref}' } } }\n`;

interface Read {
  readonly sources: readonly string[];
  readonly messages: readonly string[];
}

/** Reads a document of a real folder. */
async function readOnDisk(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>>,
  options: LoadOptions & { readonly entry?: string } = {},
): Promise<Read> {
  const folder = await mkdtemp(join(tmpdir(), "sdkwright-refs-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    for (const [path, target] of Object.entries(links)) await symlink(target, join(folder, path));
    const diagnostics = new Diagnostics();
    const entry = options.entry ?? "api/openapi.yaml";
    const document = await loadDocument(entry, nodeHost({ cwd: folder }), diagnostics, options);
    return { sources: document?.sources ?? [], messages: diagnostics.list.map(({ message }) => message) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const outside = expect.stringContaining("leads out of the folder of the document");

describe("symbolic links", () => {
  const files = { "api/openapi.yaml": referring("a.yaml"), "secret/a.yaml": "type: string\n" };

  test("a file that is a link out of the folder is not read", async () => {
    const { sources, messages } = await readOnDisk(files, { "api/a.yaml": "../secret/a.yaml" });
    expect({ sources, messages }).toEqual({ sources: ["api/openapi.yaml"], messages: [outside] });
  });

  test("a folder that is a link out of it neither", async () => {
    const entry = { ...files, "api/openapi.yaml": referring("linked/a.yaml") };
    expect((await readOnDisk(entry, { "api/linked": "../secret" })).messages).toEqual([outside]);
    expect((await readOnDisk(entry, { "api/linked": "../secret" }, { allowRefsFrom: ["secret"] })).messages).toEqual(
      [],
    );
  });

  test("a link inside of the folder is a file like others", async () => {
    const inside = { "api/openapi.yaml": referring("a.yaml"), "api/real/b.yaml": "type: string\n" };
    expect((await readOnDisk(inside, { "api/a.yaml": "real/b.yaml" })).messages).toEqual([]);
  });

  test("a document in a linked folder has that folder", async () => {
    const { messages } = await readOnDisk(
      { ...files, "api/a.yaml": "type: string\n" },
      { here: "api" },
      { entry: "here/openapi.yaml" },
    );
    expect(messages).toEqual([]);
  });

  test("links that lead to themselves, and folders, are problems of the reference", async () => {
    const loop = await readOnDisk(files, { "api/a.yaml": "a.yaml" });
    expect(loop.messages).toEqual([expect.stringContaining('"a.yaml" cannot be read')]);
    const entry = { ...files, "api/openapi.yaml": referring("sub"), "api/sub/x.yaml": "" };
    expect((await readOnDisk(entry, {})).messages).toEqual(['"sub" cannot be read: it is a folder; read as unknown']);
  });
});

describe("what --allow-refs-from opens", () => {
  const files = {
    "api/openapi.yaml": referring("../shared/deep/a.yaml"),
    "shared/deep/a.yaml": "$ref: ../../other/b.yaml\n",
    "other/b.yaml": "type: string\n",
  };

  test("a folder and what is below it, not what that refers to elsewhere", async () => {
    const { sources, messages } = await readOnDisk(files, {}, { allowRefsFrom: ["shared"] });
    expect({ sources, messages }).toEqual({ sources: ["api/openapi.yaml", "shared/deep/a.yaml"], messages: [outside] });
  });

  test("several, and one that is not there", async () => {
    const { messages } = await readOnDisk(files, {}, { allowRefsFrom: ["shared", "other", "nowhere"] });
    expect(messages).toEqual([]);
  });
});

describe("private addresses", () => {
  const addresses = [
    "http://127.0.0.1/a.yaml",
    "http://2130706433/a.yaml",
    "http://localhost:8080/a.yaml",
    "http://api.internal/a.yaml",
    "http://10.1.2.3/a.yaml",
    "http://172.20.0.1/a.yaml",
    "http://192.168.1.1/a.yaml",
    "http://169.254.169.254/a.yaml",
    "http://[::1]/a.yaml",
    "http://[fd00::1]/a.yaml",
    "http://[::ffff:10.0.0.1]/a.yaml",
  ];
  const codes = async (entry: string, ref: string, host: MemoryHostOptions = {}): Promise<readonly string[]> => {
    const urls = { [new URL(ref).href]: "type: string\n", [entry]: referring(ref), ...host.urls };
    const options = { entry, allowRemoteRefs: true, host: { ...host, urls } };
    const { diagnostics } = await loadFiles({ "openapi.yaml": referring(ref) }, options);
    return diagnostics.list.map(({ code }) => code);
  };

  test.each(addresses)("a public document may not refer to %s, whatever is allowed", async (ref) => {
    expect(await codes("https://example.com/openapi.yaml", ref)).toEqual(["spec/ref-not-allowed"]);
  });

  test.each(addresses)("nor be redirected to %s", async (target) => {
    const redirects = { "https://example.com/b.yaml": new URL(target).href };
    const urls = { [new URL(target).href]: "type: string\n" };
    expect(await codes("https://example.com/openapi.yaml", "https://example.com/b.yaml", { urls, redirects })).toEqual(
      // The same origin, and so allowed, until the redirect.
      ["spec/ref-not-allowed"],
    );
  });

  test("a document of this machine may, save for link-local ones", async () => {
    expect(await codes("openapi.yaml", "http://localhost:8080/a.yaml")).toEqual([]);
    expect(await codes("openapi.yaml", "http://169.254.169.254/a.yaml")).toEqual(["spec/ref-not-allowed"]);
  });

  test("one of the private network as well", async () => {
    expect(await codes("http://10.0.0.1/openapi.yaml", "http://10.0.0.2/a.yaml")).toEqual([]);
  });

  test("what a public document brings in may not, though a local one refers to it", async () => {
    const urls = { "https://example.com/b.yaml": "$ref: 'http://localhost/a.yaml'\n", "http://localhost/a.yaml": "{}" };
    expect(await codes("openapi.yaml", "https://example.com/b.yaml", { urls })).toEqual(["spec/ref-not-allowed"]);
  });
});

describe("redirects", () => {
  const urls = {
    "https://example.com/openapi.yaml": referring("a.yaml"),
    "https://cdn.example.net/v2/a.yaml": "properties: { b: { $ref: b.yaml } }\n",
    "https://cdn.example.net/v2/b.yaml": "type: string\n",
  };
  const redirects = { "https://example.com/a.yaml": "https://cdn.example.net/v2/a.yaml" };
  const entry = "https://example.com/openapi.yaml";

  test("to another origin are references to it", async () => {
    const { codes } = await loadFiles({}, { entry, host: { urls, redirects } });
    expect(codes).toEqual(["spec/ref-not-allowed"]);
  });

  test("move what references inside are relative to", async () => {
    const { codes, document } = await loadFiles({}, { entry, host: { urls, redirects }, allowRemoteRefs: true });
    expect(codes).toEqual([]);
    expect(document.sources).toEqual(Object.keys(urls));
  });

  test("are asked about before they are followed", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      if (request.url === "/openapi.yaml") response.end(referring("/moved.yaml"));
      else response.writeHead(302, { location: `http://localhost:${port}/other.yaml` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // A server that listens on a port has such an address.
    const { port } = server.address() as AddressInfo;
    try {
      const diagnostics = new Diagnostics();
      await loadDocument(`http://127.0.0.1:${port}/openapi.yaml`, nodeHost(), diagnostics);
      expect(diagnostics.list.map(({ code }) => code)).toEqual(["spec/ref-not-allowed"]);
      expect(asked).toEqual(["/openapi.yaml", "/moved.yaml"]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
