import { locateInJson } from "./locate-json.js";
import { locateInYaml } from "./locate-yaml.js";
import { type Location, type Origin, pointerTokens } from "./origin.js";
import type { Span } from "./span.js";
import { TextLines } from "./text-lines.js";

/** How a text was read, which is how places in it are found. */
export interface SourceReading {
  readonly syntax: "json" | "yaml";
  /** The text that was parsed, where lines of the original had to be indented for that. It has the same lines. */
  readonly parsedText?: string;
}

interface Source extends SourceReading {
  readonly text: string;
  /** Made when first needed. */
  lines?: TextLines;
  parsedLines?: TextLines;
}

/**
 * The texts that a run read, by the name that origins carry. A pointer becomes line and column only when it is asked
 * for: a text of 13 MB is searched only when something in it is reported.
 */
export class SourceTexts {
  readonly #sources = new Map<string, Source>();

  /** Keeps a text. `reading` defaults to what the first character suggests. */
  add(source: string, text: string, reading?: SourceReading): void {
    const syntax = /^\s*[{[]/.test(text) ? "json" : "yaml";
    this.#sources.set(source, { text, ...(reading ?? { syntax }) });
  }

  /** The sources in the order of their reading. */
  get names(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /** The text as it was read; undefined for a source that was not. */
  text(source: string): string | undefined {
    return this.#sources.get(source)?.text;
  }

  /** How it was read. */
  reading(source: string): SourceReading | undefined {
    return this.#sources.get(source);
  }

  /** Whether a text is in one of them: most documents need not be walked for what only few have. */
  mention(text: string): boolean {
    return [...this.#sources.values()].some((source) => source.text.includes(text));
  }

  /** Where an origin stands; the nearest thing above it where it names nothing. Undefined for an unknown source. */
  locate(origin: Origin): Location | undefined {
    return this.locateAll([origin])[0];
  }

  /** The same for many, with one pass over each text. */
  locateAll(origins: readonly Origin[]): readonly (Location | undefined)[] {
    const locations: (Location | undefined)[] = origins.map(() => undefined);
    for (const [name, indices] of groupBySource(origins)) {
      const source = this.#sources.get(name);
      if (source === undefined) continue;
      const own = indices.flatMap((index) => origins[index] ?? []);
      const spans = spansOf(source, own);
      for (const [nth, index] of indices.entries()) {
        const [origin, span] = [own[nth], spans[nth]];
        if (origin !== undefined && span !== undefined) locations[index] = locationOf(source, origin, span);
      }
    }
    return locations;
  }
}

function groupBySource(origins: readonly Origin[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, { source }] of origins.entries()) {
    const group = groups.get(source);
    if (group === undefined) groups.set(source, [index]);
    else group.push(index);
  }
  return groups;
}

function spansOf(source: Source, origins: readonly Origin[]): readonly Span[] {
  const paths = origins.filter((origin) => origin.offset === undefined).map(({ pointer }) => pointerTokens(pointer));
  const locate = source.syntax === "json" ? locateInJson : locateInYaml;
  const found = paths.length === 0 ? [] : locate(source.parsedText ?? source.text, paths);
  let next = 0;
  return origins.map(({ offset }) => {
    if (offset !== undefined) return { start: offset, end: offset + 1 };
    const span = found[next] ?? { start: 0, end: 1 };
    next += 1;
    return span;
  });
}

function locationOf(source: Source, origin: Origin, span: Span): Location {
  source.lines ??= new TextLines(source.text);
  source.parsedLines ??= source.parsedText === undefined ? source.lines : new TextLines(source.parsedText);
  const line = source.parsedLines.lineAt(span.start);
  const lineText = source.lines.line(line);
  const parsedLine = source.parsedLines.line(line);
  const start = span.start - source.parsedLines.startOf(line);
  const length = Math.max(1, Math.min(span.end - span.start, parsedLine.length - start));
  const added = parsedLine.length - lineText.length;
  return { ...origin, line, column: Math.max(1, start - added + 1), length, lineText };
}
