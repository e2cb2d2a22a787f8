import { builtinModule } from "../platform.js";
import { MockError } from "./mock-error.js";

/** What is used of `node:fs`. */
interface FileSystemSync {
  readFileSync(path: string, encoding: "utf8"): string;
  writeFileSync(path: string, text: string): void;
  mkdirSync(path: string, options: { readonly recursive: true }): void;
}

/** @throws MockError where there is no such file, or the platform has no files */
export function readTestFile(path: string): string {
  const files = fileSystem(path);
  try {
    return files.readFileSync(path, "utf8");
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MockError(`The cassette can't be read: ${message}. Record it with \`record(client, …)\``);
  }
}

/** Makes the folder where there is none. */
export function writeTestFile(path: string, text: string): void {
  const files = fileSystem(path);
  const folder = path.replace(/[^/\\]*$/, "");
  if (folder !== "") files.mkdirSync(folder, { recursive: true });
  files.writeFileSync(path, text);
}

function fileSystem(path: string): FileSystemSync {
  const files = builtinModule("node:fs");
  if (isFiles(files)) return files;
  throw new MockError(`This platform has no files: give \`replay\` the cassette itself instead of ${path}`);
}

function isFiles(value: unknown): value is FileSystemSync {
  return typeof value === "object" && value !== null && "readFileSync" in value && "writeFileSync" in value;
}
