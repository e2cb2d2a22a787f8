/** A value of JSON that is changed in place. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Holder = Json[] | { [key: string]: Json };

/** Numbers below a limit, the same each time for one seed (mulberry32). */
export type Random = (below: number) => number;

export function randomOf(start: number): Random {
  let seed = start;
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Slot {
  readonly holder: Holder;
  readonly key: string;
  readonly pointer: string;
}

const junk: readonly Json[] = [
  null,
  -1,
  1e300,
  "",
  "x",
  "#/components/schemas",
  [],
  {},
  [[]],
  [null],
  true,
  false,
  { $ref: "#" },
  { $ref: "#/nowhere" },
  { $ref: 5 },
  { type: "object" },
  { type: ["string", "null", "object"], nullable: true },
  { not: {} },
  { enum: [] },
  { enum: [null, 1, "a", {}] },
  { const: { a: [1] } },
  { oneOf: [], allOf: [{}], anyOf: [true, false] },
  { type: "array" },
  { items: [{ type: "string" }, true], additionalItems: false },
  { pattern: "(", minLength: "3", required: "a" },
  { $dynamicRef: "#a", $dynamicAnchor: "a", $id: "b" },
  { toString: 1, valueOf: 2, toJSON: 3, length: 4 },
];

const names = [
  ...["constructor", "__proto__", "prototype", "default", "Object", "toString", "then", "class", "await", "arguments"],
  ...["", " ", "1", "-", "ä", "a-b", "A b", "$ref", "x-a", "404", "4XX", "default", "*/*", "application/json", "get"],
  ...["{a}", "/{a}/{a}", "nullable", "type", "properties", "allOf", "discriminator", "Blob", "Error", "String", "🙂"],
];

/** What a round did: for whoever wants to see why a document broke. */
export interface Mutated {
  readonly document: Json;
  readonly steps: readonly string[];
}

/** The document with some of its nodes deleted, swapped, retyped, renamed and referred to elsewhere. */
export function mutated(original: unknown, random: Random): Mutated {
  // Documents are JSON.
  const document = structuredClone(original) as Json;
  const steps: string[] = [];
  for (let count = 1 + random(12); count > 0; count -= 1) {
    const slots = slotsOf(document);
    const slot = slots[random(slots.length)];
    const change = changes[random(changes.length)];
    if (slot === undefined || change === undefined) continue;
    steps.push(`${change.name} ${slot.pointer}`);
    change(slot, slots, random);
  }
  return { document, steps };
}

type Change = (slot: Slot, slots: readonly Slot[], random: Random) => void;

const changes: readonly Change[] = [remove, swap, copy, retype, retype, rename, refer, refer, wrap, add, duplicate];

function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function swap(slot: Slot, slots: readonly Slot[], random: Random): void {
  const other = similar(slot, slots, random);
  const [ours, theirs] = [held(slot), held(other)];
  set(slot, structuredClone(theirs));
  set(other, structuredClone(ours));
}

function copy(slot: Slot, slots: readonly Slot[], random: Random): void {
  set(slot, structuredClone(held(similar(slot, slots, random))));
}

/** Nearly always a slot of the same name: a schema for a schema says more than a schema for a text. */
function similar(slot: Slot, slots: readonly Slot[], random: Random): Slot {
  const same = slots.filter(({ key }) => key === slot.key);
  const from = random(4) === 0 ? slots : same;
  return from[random(from.length)] ?? slot;
}

function retype(slot: Slot, _slots: readonly Slot[], random: Random): void {
  set(slot, structuredClone(junk[random(junk.length)] ?? null));
}

function rename({ holder, key }: Slot, _slots: readonly Slot[], random: Random): void {
  if (Array.isArray(holder)) return;
  const value = holder[key] ?? null;
  delete holder[key];
  set({ holder, key: names[random(names.length)] ?? "", pointer: "" }, value);
}

function refer(slot: Slot, slots: readonly Slot[], random: Random): void {
  const schemas = slots.filter(({ pointer }) => /^\/(?:components\/schemas|definitions)\/[^/]+$/.test(pointer));
  const pool = random(3) === 0 ? slots : schemas;
  const target = pool[random(pool.length)];
  if (target !== undefined) set(slot, { $ref: `#${target.pointer}` });
}

function wrap(slot: Slot, _slots: readonly Slot[], random: Random): void {
  const value = held(slot);
  const wrapped: readonly Json[] = [
    [value],
    { allOf: [value] },
    { oneOf: [value, value] },
    { anyOf: [value, { type: "null" }] },
    { not: value },
    { items: value, type: "array" },
    { properties: { a: value } },
    { additionalProperties: value, required: ["zz"] },
    { if: value, else: value },
    { allOf: [value, value], nullable: true, discriminator: { propertyName: "a" } },
  ];
  set(slot, structuredClone(wrapped[random(wrapped.length)] ?? null));
}

function add(slot: Slot, _slots: readonly Slot[], random: Random): void {
  const value = held(slot);
  const name = names[random(names.length)] ?? "";
  const member = structuredClone(junk[random(junk.length)] ?? null);
  if (typeof value === "object" && value !== null)
    set({ holder: value, key: Array.isArray(value) ? "0" : name, pointer: "" }, member);
}

/** Once more, under a name that differs in case or by a character only. */
function duplicate({ holder, key }: Slot, _slots: readonly Slot[], random: Random): void {
  const value = structuredClone(holder[key as never] ?? null);
  if (Array.isArray(holder)) holder.push(value);
  else set({ holder, key: [key.toUpperCase(), `${key}_`, `${key} `, `/${key}`][random(4)] ?? key, pointer: "" }, value);
}

function held({ holder, key }: Slot): Json {
  return Array.isArray(holder) ? (holder[Number(key)] ?? null) : (holder[key] ?? null);
}

function set({ holder, key }: Slot, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function slotsOf(value: Json, pointer = ""): readonly Slot[] {
  const slots: Slot[] = [];
  const visit = (holder: Json, at: string): void => {
    if (typeof holder !== "object" || holder === null) return;
    for (const key of Object.keys(holder)) {
      const place = `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      slots.push({ holder, key, pointer: place });
      visit(held({ holder, key, pointer: place }), place);
    }
  };
  visit(value, pointer);
  return slots;
}
