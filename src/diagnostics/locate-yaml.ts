import { EVENT_ID, type Event, getScalarValue, parseEvents, type ScalarEvent, YAMLException } from "js-yaml";
import type { Span } from "./span.js";

/** Nesting that js-yaml is allowed; the reader of documents has the same limit. */
export const maxYamlDepth = 500;

/**
 * Where pointers' values stand in a YAML text.
 *
 * The rules of `locateInJson`; besides, a merge key (`<<`) and an alias are looked through.
 */
export function locateInYaml(text: string, paths: readonly (readonly string[])[]): readonly Span[] {
  const events = readEvents(text);
  const tree = new EventTree(text, events);
  return paths.map((tokens) => tree.locate(tokens));
}

/** The text of a key: a member's name is the key as it is written, not what YAML makes of it. */
export function keyText(text: string, event: ScalarEvent): string {
  return getScalarValue(text, event);
}

function readEvents(text: string): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth: maxYamlDepth });
  } catch (error) {
    // Such a text has places only by offset.
    if (error instanceof YAMLException) return [];
    throw error;
  }
}

/** A member or item: the indices of its events. */
interface Child {
  readonly key: number | undefined;
  readonly value: number;
}

class EventTree {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** For each event, the index after its last one. */
  readonly #next: Int32Array;
  readonly #anchors = new Map<string, number>();

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
    this.#next = new Int32Array(events.length);
    this.#link();
  }

  locate(tokens: readonly string[]): Span {
    // Event 0 opens the document.
    let child: Child = { key: undefined, value: 1 };
    for (const token of tokens) {
      const next = this.#child(child.value, token, 0);
      if (next === undefined) break;
      child = next;
    }
    return this.#span(child);
  }

  #link(): void {
    const open: number[] = [];
    for (const [index, event] of this.#events.entries()) {
      this.#next[index] = index + 1;
      if (event.type === EVENT_ID.POP) {
        const start = open.pop();
        if (start !== undefined) this.#next[start] = index + 1;
        continue;
      }
      if (isContainer(event) || event.type === EVENT_ID.DOCUMENT) open.push(index);
      if (event.type !== EVENT_ID.ALIAS && event.type !== EVENT_ID.DOCUMENT && event.anchorStart !== -1) {
        this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), index);
      }
    }
  }

  /** `hops` bounds aliases that go in a circle. */
  #child(parent: number, token: string, hops: number): Child | undefined {
    const event = this.#events[parent];
    if (event === undefined || hops > 50) return undefined;
    if (event.type === EVENT_ID.ALIAS) {
      const target = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd));
      return target === undefined ? undefined : this.#child(target, token, hops + 1);
    }
    if (event.type === EVENT_ID.SEQUENCE) return this.#item(parent, Number(token));
    return event.type === EVENT_ID.MAPPING ? this.#member(parent, token, hops) : undefined;
  }

  #item(parent: number, wanted: number): Child | undefined {
    let index = 0;
    for (let at = parent + 1; !this.#isEnd(at); at = this.#after(at)) {
      if (index === wanted) return { key: undefined, value: at };
      index += 1;
    }
    return undefined;
  }

  #member(parent: number, token: string, hops: number): Child | undefined {
    const merged: number[] = [];
    let found: Child | undefined;
    for (let key = parent + 1; !this.#isEnd(key); ) {
      const value = this.#after(key);
      const name = this.#name(key);
      // The last of equal keys is the one that counts.
      if (name === token) found = { key, value };
      else if (name === "<<") merged.push(value);
      key = this.#after(value);
    }
    if (found !== undefined) return found;
    for (const value of merged) {
      const child = this.#mergedChild(value, token, hops);
      if (child !== undefined) return child;
    }
    return undefined;
  }

  #mergedChild(value: number, token: string, hops: number): Child | undefined {
    if (this.#events[value]?.type !== EVENT_ID.SEQUENCE) return this.#child(value, token, hops + 1);
    for (let at = value + 1; !this.#isEnd(at); at = this.#after(at)) {
      const child = this.#child(at, token, hops + 1);
      if (child !== undefined) return child;
    }
    return undefined;
  }

  #name(index: number): string | undefined {
    const event = this.#events[index];
    return event?.type === EVENT_ID.SCALAR ? keyText(this.#text, event) : undefined;
  }

  #after(index: number): number {
    return this.#next[index] ?? this.#events.length;
  }

  #isEnd(index: number): boolean {
    const event = this.#events[index];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  #span(child: Child): Span {
    const event = this.#events[child.value];
    if (event === undefined || event.type === EVENT_ID.DOCUMENT) return { start: 0, end: 1 };
    const key = child.key === undefined ? undefined : this.#events[child.key];
    const isKeyed = key?.type === EVENT_ID.SCALAR;
    if (event.type === EVENT_ID.SCALAR) {
      const own = scalarSpan(this.#text, event);
      return own ?? (isKeyed ? scalarSpan(this.#text, key) : undefined) ?? { start: 0, end: 1 };
    }
    if (isKeyed) return scalarSpan(this.#text, key) ?? { start: 0, end: 1 };
    if (event.type === EVENT_ID.ALIAS) return { start: event.anchorStart - 1, end: event.anchorEnd };
    return event.type === EVENT_ID.POP ? { start: 0, end: 1 } : { start: event.start, end: event.start + 1 };
  }
}

function isContainer(event: Event): boolean {
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE;
}

/** With its quotes, which stand outside of js-yaml's range. Undefined for an empty value (`key:`). */
function scalarSpan(text: string, event: ScalarEvent): Span | undefined {
  if (event.valueStart === -1) return undefined;
  const before = text[event.valueStart - 1];
  const isQuoted = (before === '"' || before === "'") && text[event.valueEnd] === before;
  return isQuoted
    ? { start: event.valueStart - 1, end: event.valueEnd + 1 }
    : { start: event.valueStart, end: event.valueEnd };
}
