import { readFileSync, writeSync } from "node:fs";
import { Diagnostics } from "../../src/diagnostics/diagnostic.js";
import { nodeHost } from "../../src/host/node-host.js";
import { diffOutput } from "../../src/output/diff.js";
import { recoverOutput } from "../../src/output/recover.js";
import type { TextFile } from "../../src/output/text-file.js";
import { writeOutput } from "../../src/output/write.js";

// Writes one SDK over the other until it is killed: <folder> <file with both>. Says so when it begins.
const [folder = "", source = ""] = process.argv.slice(2);
// Written by `kills.ts`.
const sdks = JSON.parse(readFileSync(source, "utf8")) as readonly (readonly TextFile[])[];
const inner = nodeHost();
const host = {
  ...inner,
  change: async (...given: Parameters<typeof inner.change>) => {
    // In time for who waits for it: the changes are one call that does not end before they are done.
    writeSync(1, "moving\n");
    await inner.change(...given);
    writeSync(1, "moved\n");
  },
};
writeSync(1, "begun\n");
for (let turn = 0; ; turn += 1) {
  const diagnostics = new Diagnostics();
  await recoverOutput(folder, host);
  const diff = await diffOutput(sdks[turn % sdks.length] ?? [], folder, host, diagnostics);
  if (!diff) throw new Error(diagnostics.list.map(({ message }) => message).join("\n"));
  await writeOutput(diff, folder, host);
}
