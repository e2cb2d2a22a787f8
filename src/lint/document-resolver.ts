import { isAbsolute, resolve } from "node:path";
import { BaseResolver, type Document, ResolveError, Source } from "@redocly/openapi-core";
import { Diagnostics, type Diagnostics as Read } from "../diagnostics/diagnostic.js";
import { parseText } from "../spec/parse.js";
import { isRemote } from "../spec/reference.js";

/** Absolute, as Redocly names documents. */
export function absoluteName(name: string, cwd: string): string {
  return isRemote(name) || isAbsolute(name) ? name : resolve(cwd, name);
}

/**
 * Gives Redocly the texts that sdkwright has read, and nothing else: what a document may read is decided in one place, and
 * nothing goes over the network a second time. They are parsed as sdkwright parses them.
 */
export class DocumentResolver extends BaseResolver {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(read: Read, cwd: string) {
    super();
    this.#texts = new Map(read.sources.names.map((name) => [absoluteName(name, cwd), read.sources.text(name) ?? ""]));
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    const text = this.#texts.get(absoluteRef);
    if (text === undefined) throw new ResolveError(new Error(`${absoluteRef} was not read`));
    return new Source(absoluteRef, text);
  }

  override parseDocument(source: Source): Document {
    if (/\.(?:md|markdown|txt)$/i.test(source.absoluteRef)) return { source, parsed: source.body };
    return { source, parsed: parseText(source.absoluteRef, source.body, new Diagnostics())?.value };
  }
}
