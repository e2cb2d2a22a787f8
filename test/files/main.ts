import { type ChildProcess, fork } from "node:child_process";
import { mkdir, rm, statfs } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "esbuild";
import { Inkwell } from "../../generated-example/sdk/index.js";
import { download } from "./download.js";
import { megabyte, type Row } from "./measure.js";
import { upload } from "./upload.js";

// npm run files [-- --small] [-- --json]: large files through the example SDK, over a real socket, in figures.
const sizes = {
  full: { download: 1024, resumed: 256, upload: 200 },
  small: { download: 192, resumed: 32, upload: 128 },
};

async function main(args: readonly string[]): Promise<void> {
  const size = args.includes("--small") ? sizes.small : sizes.full;
  const isQuiet = args.includes("--json");
  const folder = resolve(".cache/files", String(process.pid));
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < 2 * size.download * megabyte) throw new Error(`${folder} has too little space left`);
  const { server, url } = await startServer();
  const inkwell = new Inkwell({ baseUrl: url, apiKey: "test-key" });
  try {
    const rows: readonly Row[] = [
      await download(inkwell, { folder, bytes: size.download * megabyte, isQuiet }),
      await download(inkwell, { folder, bytes: size.resumed * megabyte, cutAfter: 0.4, isQuiet }),
      await upload(inkwell, { folder, bytes: size.upload * megabyte, isQuiet }),
    ];
    process.stdout.write(isQuiet ? `${JSON.stringify(rows)}\n` : rows.map(printRow).join(""));
    if (rows.some(({ isRight }) => !isRight)) process.exitCode = 1;
  } finally {
    await inkwell.destroy();
    server.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startServer(): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const outfile = resolve(".cache/run/files-server.mjs");
  const entry = resolve("test/files/server.ts");
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", packages: "external" });
  const server = fork(outfile);
  const url = await new Promise<string>((resolveUrl, reject) => {
    server.once("message", (message) => resolveUrl(String(message)));
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { server, url };
}

function printRow({ what, bytes, seconds, startMb, peakMb, requests, isRight }: Row): string {
  const rate = Math.round(bytes / megabyte / seconds);
  const figures = `${seconds.toFixed(1)} s, ${rate} MB/s, RSS ${startMb} MB before, ${peakMb} MB at its peak`;
  return `${what}: ${figures}, ${requests} requests, ${isRight ? "every byte right" : "WRONG BYTES"}\n`;
}

await main(process.argv.slice(2));
