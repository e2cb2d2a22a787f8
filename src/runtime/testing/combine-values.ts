/** One value out of several: of the members of an `allOf`, or of one option beside the others. */
import { isPlain, type RecordLike } from "./match.js";
import { anything } from "./try-value.js";

/**
 * Open objects that fit several options of a `oneOf` fit one where a property that only the others know is none of theirs,
 * there or in an object of the same name.
 */
export function* toldApart(values: readonly unknown[]): Generator<unknown> {
  const objects = values.filter(isPlain);
  for (const value of objects) {
    for (const other of objects) if (other !== value) yield* estranged(value, other);
    yield { ...value, ...Object.assign({}, ...objects.map((other) => strangeTo(value, other))) };
  }
}

/** The value with one of the other's properties that it has not, of another type. */
function* estranged(value: unknown, other: unknown): Generator<unknown> {
  if (Array.isArray(value) && Array.isArray(other)) {
    for (const item of estranged(value[0], other[0])) yield [item, ...value.slice(1)];
  }
  if (!isPlain(value) || !isPlain(other)) return;
  for (const [name, strange] of Object.entries(strangeTo(value, other))) yield { ...value, [name]: strange };
  for (const name of Object.keys(value)) {
    for (const inner of estranged(value[name], other[name])) yield { ...value, [name]: inner };
  }
}

function strangeTo(value: RecordLike, other: RecordLike): RecordLike {
  const missing = Object.entries(other).filter(([name]) => !Object.hasOwn(value, name));
  return Object.fromEntries(missing.map(([name, item]) => [name, typeof item === "number" ? "text" : 1]));
}

/** The smallest value with what another member of the `allOf` asks for by name alone. */
export function completed(values: readonly unknown[], other: unknown): readonly unknown[] {
  if (!isPlain(other)) return [];
  const objects = values.filter(isPlain).sort((one, two) => Object.keys(one).length - Object.keys(two).length);
  const largest = objects.at(-1) ?? {};
  const names = Object.keys(other).filter((name) => other[name] === anything && Object.hasOwn(largest, name));
  if (names.length === 0) return [];
  const picked = Object.fromEntries(names.map((name) => [name, largest[name]]));
  return [joinValues({ ...objects[0], ...picked }, other)];
}

/** A value of both: objects have the properties of both, and what says more wins. */
export function joinValues(left: unknown, right: unknown): unknown {
  if (left === anything || left === undefined) return right;
  if (right === anything || right === undefined) return left;
  if (Array.isArray(left) && Array.isArray(right)) {
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
      joinValues(left[index], right[index]),
    );
  }
  if (!isPlain(left) || !isPlain(right)) return isLess(left, right) ? right : left;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, joinValues(left[name], right[name])]));
}

/** The maker's own words say nothing. */
function isLess(left: unknown, right: unknown): boolean {
  return (left === "text" && typeof right === "string") || (left === 1 && typeof right === "number");
}
