import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeHost } from "../../src/host/node-host.js";

// Moves so many files as one change: <folder> <count>. Says so before.
const [folder = "", count = "0"] = process.argv.slice(2);
const names = Array.from({ length: Number(count) }, (_, index) => `${index}.ts`);
mkdirSync(join(folder, "from"), { recursive: true });
for (const name of names) writeFileSync(join(folder, "from", name), "");
process.stdout.write("moving\n");
await nodeHost({ cwd: folder }).change(names.map((name) => ({ kind: "move", from: `from/${name}`, to: `to/${name}` })));
process.stdout.write("moved\n");
