import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { FetchOptions } from "../host/host.js";

/** How much a document may ask of whoever reads it. */
export interface ReadLimits {
  /** The document with all that it refers to and its overlays, in millions of bytes. */
  readonly megabytes: number;
  /** How many files it may refer to. */
  readonly files: number;
  /** Objects and lists of one file, each YAML alias written out. */
  readonly nodes: number;
  /** Levels of objects and lists. Whoever walks a document recursively relies on it. */
  readonly depth: number;
  /** For one file of the network, redirects included. */
  readonly seconds: number;
}

/** What somebody asked for; the rest is as in `defaultLimits`. */
export type GivenLimits = { readonly [Name in keyof ReadLimits]?: ReadLimits[Name] | undefined };

/** The largest document of the corpus has 22 MB and 2 million objects, the deepest 28 levels. */
export const defaultLimits: ReadLimits = { megabytes: 64, files: 2_000, nodes: 10_000_000, depth: 200, seconds: 30 };

/** What has been read so far, and whether there is room for more. */
export class ReadBudget {
  readonly limits: ReadLimits;
  #bytes = 0;
  #files = 0;
  #spent: "megabytes" | "files" | undefined;

  constructor({ megabytes, files, nodes, depth, seconds }: GivenLimits = {}) {
    const or = defaultLimits;
    this.limits = {
      megabytes: megabytes ?? or.megabytes,
      files: files ?? or.files,
      nodes: nodes ?? or.nodes,
      depth: depth ?? or.depth,
      seconds: seconds ?? or.seconds,
    };
  }

  get isSpent(): boolean {
    return this.#spent !== undefined;
  }

  /** How a file of the network is read. */
  get fetching(): FetchOptions {
    return { admit: this.admit, timeoutMs: this.limits.seconds * 1_000 };
  }

  readonly admit = (bytes: number): boolean => {
    this.#bytes += bytes;
    if (this.#bytes > this.limits.megabytes * 1_000_000) this.#spent ??= "megabytes";
    return this.#spent === undefined;
  };

  admitFiles(count: number): boolean {
    this.#files += count;
    if (this.#files > this.limits.files) this.#spent ??= "files";
    return this.#spent === undefined;
  }

  /** Says which limit was met. */
  report(origin: Origin | undefined, diagnostics: Diagnostics): void {
    const limit = this.#spent;
    if (limit !== undefined) diagnostics.report("spec/too-large", origin, { limit, most: this.limits[limit] });
  }
}
