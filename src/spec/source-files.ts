import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { type Host, HostError } from "../host/host.js";
import { isObject, type JsonValue } from "./json.js";
import { parseText } from "./parse.js";
import type { Parsed } from "./parsed.js";
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
    return [...this.#files].filter(([, file]) => file.kind === "read").map(([location]) => location);
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

  async read(locations: Iterable<DocumentLocation>): Promise<void> {
    const missing = [...new Set(locations)].filter((location) => !this.#files.has(location));
    for (let start = 0; start < missing.length; start += batchSize) {
      const batch = missing.slice(start, start + batchSize);
      const texts = await Promise.all(batch.map((location) => readText(location, this.#reader)));
      // Parsed in their order, so that what is reported has one, too.
      for (const [index, location] of batch.entries()) {
        const text = texts[index];
        if (text !== undefined) this.#set(location, this.#parse(location, text));
      }
    }
  }

  #set(location: DocumentLocation, file: SourceFile | Failure): void {
    this.#files.set(location, file);
    const uri = file.kind === "read" ? file.ids?.uri : undefined;
    if (uri !== undefined && !this.#byUri.has(uri)) this.#byUri.set(uri, location);
  }

  #parse(location: DocumentLocation, text: string | Failure): SourceFile | Failure {
    if (typeof text !== "string") return text;
    if (/\.(?:md|markdown|txt)$/i.test(location)) return fileOf(location, { value: text, isShared: false }, text);
    const parsed = parseText(location, text, this.#reader.diagnostics);
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

async function readText(location: DocumentLocation, { host, permission }: Reader): Promise<string | Failure> {
  try {
    const refusal = await permission.refusal(location);
    if (refusal !== undefined) return { kind: "refused", refusal };
    if (!isRemote(location)) return await host.readText(location);
    const { text, url } = await host.fetchText(location);
    const redirected = await permission.refusal(url);
    return redirected === undefined ? text : { kind: "refused", refusal: redirected };
  } catch (error) {
    if (error instanceof HostError) return { kind: "unreadable", reason: error.reason };
    throw error;
  }
}
