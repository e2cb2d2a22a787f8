import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

/** The files of a folder, relative to it, sorted. */
export function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** How many functions the SDK exports for calling operations; what the command reports is one thing, what it wrote another. */
export function countFunctions(folder: string): number {
  const modules = listFiles(folder).filter((file) => file.startsWith("operations/"));
  const texts = modules.map((file) => readFileSync(resolve(folder, file), "utf8"));
  return texts.reduce((count, text) => count + (text.match(/^export function /gm)?.length ?? 0), 0);
}

/** What no file of an SDK may have, each as `file: what`. */
export function faultsOf(folder: string): readonly string[] {
  return listFiles(folder).flatMap((file) => {
    const text = readFileSync(resolve(folder, file), "utf8");
    return faultsOfText(file, text).map((fault) => `${file}: ${fault}`);
  });
}

// The runtime's files are the same in every SDK.
const known = new Map<string, readonly string[]>();

function faultsOfText(file: string, text: string): readonly string[] {
  const key = createHash("sha1").update(file).update(text).digest("hex");
  const faults = known.get(key) ?? findFaults(file, text);
  known.set(key, faults);
  return faults;
}

function findFaults(file: string, text: string): readonly string[] {
  const faults = text.trim() === "" ? ["is empty"] : [];
  if (!file.endsWith(".ts")) return faults;
  if (text.includes("@ts-")) faults.push("has @ts-");
  if (text.includes("eslint-disable")) faults.push("has eslint-disable");
  return [...faults, ...anyTypes(file, text)];
}

/** The word stands in many a description; only the syntax tree tells which one is a type. */
function anyTypes(file: string, text: string): readonly string[] {
  if (!/\bany\b/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      found.push(`has the type any in line ${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
