import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { Host } from "../host/host.js";
import { isInside } from "./manifest.js";

/** The parts of a stage: the folder beside the SDK in which the next one is put together. */
export const stagedFiles = "files";
export const unionPath = "union.json";
export const journalPath = "journal.json";
export const atticPath = "old";

/** What is still to be done when everything is in the stage. Paths are relative to the SDK. */
export interface Journal {
  readonly moves: readonly string[];
  readonly removed: readonly string[];
}

/** A path in `parent` for the stage of the SDK at `place`. It begins with a dot, so that compilers don't look into it. */
export function newStage(parent: string, place: string, { processId }: Host): string {
  return `${parent}/${prefixOf(place)}${processId}-${randomUUID().slice(0, 8)}`;
}

/** Whether a name is that of a stage of this SDK whose run is no more. A process writes one SDK once at a time. */
export function isAbandoned(name: string, place: string, host: Host): boolean {
  const prefix = prefixOf(place);
  const owner = name.startsWith(prefix) ? /^(\d{1,10})-[0-9a-f]{8}$/.exec(name.slice(prefix.length))?.[1] : undefined;
  if (owner === undefined) return false;
  return Number(owner) === host.processId || !host.isRunning(Number(owner));
}

function prefixOf(place: string): string {
  return `.${basename(place)}.sdkwright-`;
}

export function journalText(journal: Journal): string {
  return `${JSON.stringify({ format: 1, ...journal })}\n`;
}

/** Undefined where it is none, or leads out of the folder: a journal may have come with somebody's repository. */
export function parseJournal(text: string): Journal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut short, which is no journal.
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== 1) return undefined;
  const moves = "moves" in value ? paths(value.moves) : undefined;
  const removed = "removed" in value ? paths(value.removed) : undefined;
  return moves && removed && { moves, removed };
}

function paths(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  return list.every((path): path is string => typeof path === "string" && isInside(path)) ? list : undefined;
}
