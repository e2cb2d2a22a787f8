import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { rootPointer } from "../diagnostics/origin.js";
import { type Host, HostError } from "../host/host.js";
import { isObject, type JsonValue } from "./json.js";
import { parseText } from "./parse.js";
import type { Parsed } from "./parsed.js";
import type { ReadBudget } from "./read-budget.js";
import type { ReadPermission, Refusal } from "./read-permission.js";
import { type DocumentLocation, isRemote } from "./reference.js";
import { Resolver } from "./resolver.js";
import { SchemaIds } from "./schema-ids.js";

/** A file or URL that references lead into. */
export interface SourceFile {
  readonly kind: "read";
  readonly location: DocumentLocation;
  readonly value: JsonValue;
  readonly resolver: Resolver | undefined;
  /** What its schemas and it itself are called. */
  readonly ids: SchemaIds | undefined;
}

/** A file that a document refers to. */
export interface Wanted {
  readonly location: DocumentLocation;
  readonly from: DocumentLocation;
}

/** Why there is no such file. */
export type Failure =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "unreadable"; readonly reason: string }
  /** Its syntax is wrong, which has been reported. */
  | { readonly kind: "broken" };

interface Reader {
  readonly host: Host;
  readonly diagnostics: Diagnostics;
  readonly permission: ReadPermission;
  readonly budget: ReadBudget;
}

// Open files are scarce; one by one would wait for the network.
const batchSize = 32;

/** Reads each file that references lead into once. */
export class SourceFiles {
  readonly #reader: Reader;
  readonly #files = new Map<DocumentLocation, SourceFile | Failure>();
  readonly #byUri = new Map<string, DocumentLocation>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The locations of all files that could be read, in the order of their reading. */
  get locations(): readonly DocumentLocation[] {
    const read = [...this.#files.values()].flatMap((file) => (file.kind === "read" ? file.location : []));
    return [...new Set(read)];
  }

  get hasBroken(): boolean {
    return [...this.#files.values()].some((file) => file.kind === "broken");
  }

  /** A file that is there already: the entry document. */
  add(location: DocumentLocation, parsed: Parsed, text: string): void {
    this.#set(location, fileOf(location, parsed, text));
  }

  /** Where the document is that calls itself so (`$self`, `$id`), as far as it has been read. */
  locationOf(uri: string): DocumentLocation | undefined {
    return this.#byUri.get(uri);
  }

  /** What `read` gave. */
  file(location: DocumentLocation): SourceFile | Failure | undefined {
    return this.#files.get(location);
  }

  async read(wanted: readonly Wanted[]): Promise<void> {
    const missing = [...new Set(wanted.map(({ location }) => location))].filter((one) => !this.#files.has(one));
    if (!this.#reader.budget.admitFiles(missing.length)) return this.#stop(missing);
    const fromOf = (location: DocumentLocation): readonly DocumentLocation[] =>
      wanted.filter((one) => one.location === location).map(({ from }) => from);
    for (let start = 0; start < missing.length; start += batchSize) {
      const batch = missing.slice(start, start + batchSize);
      const texts = await Promise.all(batch.map((location) => readText(location, fromOf(location), this.#reader)));
      // Parsed in their order, so that what is reported has one, too.
      for (const [index, location] of batch.entries()) {
        const text = texts[index];
        if (text !== undefined) this.#set(location, this.#parse(text));
      }
      if (this.#reader.budget.isSpent) return this.#stop(missing);
    }
  }

  /** What is read no more counts as broken: there is no SDK of a part of a document. */
  #stop(missing: readonly DocumentLocation[]): void {
    for (const location of missing) if (!this.#files.has(location)) this.#set(location, { kind: "broken" });
    const [source = ""] = this.locations;
    this.#reader.budget.report({ source, pointer: rootPointer }, this.#reader.diagnostics);
  }

  #set(location: DocumentLocation, file: SourceFile | Failure): void {
    this.#files.set(location, file);
    if (file.kind === "read") this.#files.set(file.location, file);
    const uri = file.kind === "read" ? file.ids?.uri : undefined;
    if (uri !== undefined && !this.#byUri.has(uri)) this.#byUri.set(uri, location);
  }

  #parse(read: ReadText | Failure): SourceFile | Failure {
    if (read.kind !== "text") return read;
    const { text, location } = read;
    if (/\.(?:md|markdown|txt)$/i.test(location)) return fileOf(location, { value: text, isShared: false }, text);
    const parsed = parseText(location, text, this.#reader.diagnostics, this.#reader.budget.limits);
    return parsed === undefined ? { kind: "broken" } : fileOf(location, parsed, text);
  }
}

function fileOf(location: DocumentLocation, { value, isShared }: Parsed, text: string): SourceFile {
  const file = { kind: "read", location, value } as const;
  if (!isObject(value)) return { ...file, resolver: undefined, ids: undefined };
  const ids = new SchemaIds(value, location);
  if (text.includes("$id")) ids.localize(isShared);
  return { ...file, resolver: new Resolver(value), ids };
}

interface ReadText {
  readonly kind: "text";
  readonly text: string;
  /** Where it really is: references inside are relative to that (RFC 3986, 5.1.3). */
  readonly location: DocumentLocation;
}

async function readText(
  location: DocumentLocation,
  from: readonly DocumentLocation[],
  { host, permission, budget }: Reader,
): Promise<ReadText | Failure> {
  let refusal: Refusal | undefined;
  try {
    refusal = await permission.refusal(location, from);
    if (refusal !== undefined) return { kind: "refused", refusal };
    if (!isRemote(location)) return { kind: "text", text: await host.readText(location, budget.admit), location };
    const fetched = await host.fetchText(location, {
      ...budget.fetching,
      reach: permission.reach(from),
      mayFollow: async (next) => {
        refusal = await permission.refusal(next, [location]);
        return refusal === undefined;
      },
    });
    permission.note(fetched.url, fetched);
    return { kind: "text", text: fetched.text, location: fetched.url };
  } catch (error) {
    if (refusal !== undefined) return { kind: "refused", refusal };
    // Which is reported, once.
    if (error instanceof HostError && budget.isSpent) return { kind: "broken" };
    if (error instanceof HostError) return { kind: "unreadable", reason: error.reason };
    throw error;
  }
}
