// A large download: written to disk while it comes, in constant memory. A broken connection is taken up where it broke.
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Inkwell } from "../sdk/index.js";

await using inkwell = new Inkwell({ baseUrl: process.env["INKWELL_URL"] });
const folder = await mkdtemp(join(tmpdir(), "inkwell-"));
const path = join(folder, "large.bin");

// The example server makes a file of any size.
const size = 64 * 1024 * 1024;
const file = await inkwell.media.download({ mediaId: "med_00000001" }, { query: { size } });
let next = 0.25;
const bytes = await file.saveTo(path, {
  onProgress({ bytes: soFar, totalBytes = size, bytesPerSecond }) {
    if (soFar / totalBytes < next) return;
    const rate = Math.round(bytesPerSecond / 1_000_000);
    console.log(`${Math.round((soFar / totalBytes) * 100)} % of ${totalBytes} bytes, ${rate} MB/s`);
    next += 0.25;
  },
});
console.log(`Saved ${bytes} bytes; on disk are ${(await stat(path)).size}`);
await rm(folder, { recursive: true });
