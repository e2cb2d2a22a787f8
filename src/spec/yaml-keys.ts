import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from "js-yaml";

/** Calls `visit` with every scalar that is a mapping's key, and the number of its mapping. */
export function forEachKey(events: readonly Event[], visit: (key: ScalarEvent, mapping: number) => void): void {
  const open: { awaits: "key" | "value" | "item"; readonly number: number }[] = [];
  for (const [number, event] of events.entries()) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const frame = open.at(-1);
    if (frame?.awaits === "key") {
      if (event.type === EVENT_ID.SCALAR) visit(event, frame.number);
      frame.awaits = "value";
    } else if (frame?.awaits === "value") frame.awaits = "key";
    if (event.type === EVENT_ID.MAPPING) open.push({ awaits: "key", number });
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.DOCUMENT)
      open.push({ awaits: "item", number });
  }
}

/** Keys that their mapping already has, with where they stand in the text. */
export function findDuplicateKeys(
  text: string,
  events: readonly Event[],
): readonly { readonly key: string; readonly offset: number }[] {
  const seen = new Map<number, Set<string>>();
  const duplicates: { key: string; offset: number }[] = [];
  forEachKey(events, (event, mapping) => {
    const key = getScalarValue(text, event);
    const keys = seen.get(mapping) ?? new Set();
    seen.set(mapping, keys);
    if (keys.has(key) && key !== "<<") duplicates.push({ key, offset: Math.max(0, event.valueStart) });
    keys.add(key);
  });
  return duplicates;
}
