import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { joinRuntime } from "./join-runtime.js";

// Run by `fresh-runtime.mjs`, from the project's folder. Each file appears whole: another process may be reading it.
const target = "dist/runtime-source";
mkdirSync(target, { recursive: true });
for (const [name, text] of joinRuntime(`${process.cwd()}/src/runtime/`)) {
  const temporary = `${target}/${name}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, `${target}/${name}`);
}
