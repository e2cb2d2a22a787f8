// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type * as z from "zod";

import {
  ApiClient,
  ApiPromise,
  ApiStream,
  BinaryResponse,
  FetchBody,
  FetchHeaders,
  PagePromise,
  StreamPromise,
  StreamablePromise,
  builtinModule,
  chooseMedia,
  essenceOf,
  familyOf,
  hasInput,
  insidesOf,
  isHarmlessHeader,
  operationOf,
  planResponse,
  printIssues,
  printJson,
  readOperation,
  removeSecrets,
  sharedState,
  skipWaits,
  timeoutError,
  toTransportError,
  topLevelCredential,
  validateValue,
  valueAtInPointer,
  withValueAt,
  withoutFinalSlashes,
} from "./core.js";
import type {
  BodyKind,
  Bytes,
  ClientOptions,
  ClockTimer,
  Credential,
  OperationDescriptor,
  OperationSource,
  PageFlag,
  PageOutput,
  PaginationDescriptor,
  ResponseBody,
  ResponseDescriptor,
  RuntimeClock,
  Schema,
  SchemaThunk,
  ServerSentEvent,
  Transport,
  TransportBody,
  TransportRequest,
  TransportResponse,
} from "./core.js";
// #region testing/mock-error.ts
/** A test asks for something that the document doesn't have: thrown where the answer is declared. */
export class MockError extends Error {
  override readonly name: string = "MockError";
}

/** The client has made a call for which the test has declared no answer. It is not retried. */
export class UnexpectedCallError extends Error {
  override readonly name: string = "UnexpectedCallError";
}
// #endregion

// #region testing/cassette.ts
/** Recorded exchanges, as plain data: what `record` writes and `replay` reads. It holds no secrets. */
export interface Cassette {
  readonly format: 1;
  /** `Petstore 1.4.0` */
  readonly api: string;
  /** The address that was asked; undefined where there were several. */
  readonly baseUrl?: string | undefined;
  readonly exchanges: readonly Exchange[];
}

/** One attempt and its answer. */
export interface Exchange {
  readonly operationId: string;
  readonly request: {
    readonly method: string;
    /** With its query. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: RecordedContent | undefined;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: RecordedContent | undefined;
    /** Nobody read it to its end: what came before that is here. */
    readonly partial?: boolean | undefined;
  };
}

/** Text where the bytes are UTF-8. */
export type RecordedContent = { readonly text: string } | { readonly base64: string };

/** @throws MockError where the text is no cassette */
function parseCassette(text: string, from: string): Cassette {
  const value = parseCassetteJson(text, from);
  // What else it holds `record` has written.
  if (isCassette(value)) return value;
  throw new MockError(`${from} is no cassette of format 1: record it with \`record(client, …)\``);
}

function parseCassetteJson(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MockError(`${from} is no JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}

function isCassette(value: unknown): value is Cassette {
  return (
    typeof value === "object" &&
    value !== null &&
    Reflect.get(value, "format") === 1 &&
    Array.isArray(Reflect.get(value, "exchanges"))
  );
}

/** Undefined for nothing at all. */
function toRecordedContent(bytes: Uint8Array): RecordedContent | undefined {
  if (bytes.byteLength === 0) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes("\0")) return { text };
  } catch {
    // Not UTF-8, then.
  }
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { base64: btoa(binary) };
}

function fromRecordedContent(content: RecordedContent): string | Uint8Array {
  if ("text" in content) return content.text;
  return Uint8Array.from(atob(content.base64), (character) => character.charCodeAt(0));
}
// #endregion

// #region testing/fake-clock.ts
/** A clock that stands still until a test moves it. `mockPetstore({ clock: fakeClock() })` */
export interface FakeClock extends RuntimeClock {
  /**
   * Lets so many milliseconds pass: whoever waits goes on when its time has come, one after the other. What was begun
   * before, and what follows from it, is done when the promise is settled, as far as it waits for nothing but the clock.
   */
  advance(milliseconds: number): Promise<void>;
}

/** `start`: what `Date.now()` would give in the beginning; milliseconds since the epoch. Default: 2026-01-01T00:00:00Z. */
export function fakeClock(start: number = Date.UTC(2026, 0, 1)): FakeClock {
  return new ManualClock(start);
}

interface PendingTimer {
  readonly at: number;
  readonly run: () => void;
}

/** No reading of a real clock is 0, and to some readers 0 means "not set". */
const firstReading = 1_000;

class ManualClock implements FakeClock {
  readonly #start: number;
  readonly #timers = new Map<number, PendingTimer>();
  #reading = firstReading;
  #lastTimer = 0;

  constructor(start: number) {
    this.#start = start;
  }

  now(): number {
    return this.#reading;
  }

  time(): number {
    return this.#start + this.#reading - firstReading;
  }

  start<Args extends readonly unknown[]>(
    milliseconds: number,
    callback: (...args: Args) => void,
    ...args: Args
  ): ClockTimer {
    this.#lastTimer += 1;
    this.#timers.set(this.#lastTimer, { at: this.#reading + Math.max(0, milliseconds), run: () => callback(...args) });
    return this.#lastTimer;
  }

  stop(timer: ClockTimer | undefined): void {
    if (typeof timer === "number") this.#timers.delete(timer);
  }

  async advance(milliseconds: number): Promise<void> {
    if (!(milliseconds >= 0)) throw new MockError(`A clock does not go back: advance(${milliseconds})`);
    const end = this.#reading + milliseconds;
    await settled();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const [timer, { at, run }] = next;
      this.#timers.delete(timer);
      this.#reading = Math.max(this.#reading, at);
      run();
      await settled();
    }
    this.#reading = end;
  }

  /** The first whose time comes until then. */
  #next(end: number): readonly [number, PendingTimer] | undefined {
    const due = [...this.#timers].filter(([, { at }]) => at <= end);
    return due.sort(([, left], [, right]) => left.at - right.at)[0];
  }
}

/** Promises hand on to each other, and bodies are read by streams: that takes some turns of the event loop, but no time. */
const turns = 6;

async function settled(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => void setTimeout(resolve, 0));
}
// #endregion

// #region testing/match.ts
/** Compares what a call was given with what a test has said of it: only what is named there counts. */

type RecordLike = Readonly<Record<string, unknown>>;

/** `params.body.title is "a", expected "b"`: one entry for each difference. */
function differences(expected: unknown, actual: unknown, path = ""): readonly string[] {
  if (isPlainInMatch(expected) && isPlainInMatch(actual)) {
    return Object.entries(expected)
      .filter(([, value]) => value !== undefined)
      .flatMap(([key, value]) => differences(value, actual[key], path === "" ? key : `${path}.${key}`));
  }
  return isEqual(expected, actual) ? [] : [`${path} is ${show(actual)}, expected ${show(expected)}`];
}

function isEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  if (!isPlainInMatch(left) || !isPlainInMatch(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isEqual(left[key], right[key]));
}

function isList(value: unknown): value is readonly unknown[] | Uint8Array {
  return Array.isArray(value) || value instanceof Uint8Array;
}

/** An object literal. */
function isPlainInMatch(value: unknown): value is RecordLike {
  return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

const maxShown = 200;

/** For messages: `{ petId: 7 }`. */
function show(value: unknown): string {
  const text = shown(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

function shown(value: unknown): string {
  if (typeof value === "function") return "a function of yours";
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (!isPlainInMatch(value)) return value instanceof Date ? printDateInMatch(value) : (JSON.stringify(value) ?? String(value));
  const entries = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${shown(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function printDateInMatch(date: Date): string {
  return Number.isNaN(date.getTime()) ? "an invalid Date" : date.toISOString();
}

function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
// #endregion

// #region testing/adopt-example.ts
/** What a document shows as an example is often older than its schema, or shows a part: what fits of it is taken. */


type IssueInAdoptExample = z.core.$ZodIssue;

interface Adoption {
  /** Values that were made for the schema: the first is what the example is laid over. */
  readonly made: readonly unknown[];
  /** The value with what the schema says against it mended, as far as that helps. */
  readonly mend: (value: unknown) => unknown;
  /** What the schema says against a value; nothing where it accepts it. */
  readonly check: (value: unknown) => readonly IssueInAdoptExample[];
}

/** Each round takes out what the schema has complained of. */
const maxRounds = 8;

/** The example, or a value that was made with as much of the example as is accepted; undefined where that is nothing. */
function adoptExample(example: unknown, { made, mend, check }: Adoption): unknown {
  if (check(example).length === 0) return example;
  if (!isPlainInMatch(example)) return undefined;
  const base = mend(foundation(made, example));
  let wanted: unknown = example;
  for (let round = 0; round < maxRounds && isPlainInMatch(wanted); round += 1) {
    const value = overlaid(base, wanted);
    const issues = check(value);
    if (issues.length === 0) return Object.keys(wanted).length > 0 ? value : undefined;
    const left = issues.flatMap(pathsOf).reduce<unknown>(without, wanted);
    if (JSON.stringify(left) === JSON.stringify(wanted)) return undefined;
    wanted = left;
  }
  return undefined;
}

/** The smallest value, with what a larger one has where the example says something. */
function foundation(made: readonly unknown[], example: Readonly<Record<string, unknown>>): unknown {
  const [base = {}] = made;
  if (!isPlainInMatch(base)) return base;
  const objects = made.filter(isPlainInMatch);
  const added = Object.keys(example).flatMap((key) => {
    const richer = Object.hasOwn(base, key) ? undefined : objects.find((value) => Object.hasOwn(value, key));
    return richer === undefined ? [] : [[key, richer[key]] as const];
  });
  return { ...base, ...Object.fromEntries(added) };
}

/** One value over another: objects have the properties of both; what is under a list's first item is under each. */
function overlaid(under: unknown, over: unknown): unknown {
  if (Array.isArray(under) && Array.isArray(over)) return over.map((item) => overlaid(under[0], item));
  if (!isPlainInMatch(under) || !isPlainInMatch(over)) return over;
  const entries = Object.entries(over).map(([key, value]) => {
    return [key, Object.hasOwn(under, key) ? overlaid(under[key], value) : value] as const;
  });
  return { ...under, ...Object.fromEntries(entries) };
}

function pathsOf(issue: IssueInAdoptExample): readonly (readonly PropertyKey[])[] {
  if (issue.code !== "unrecognized_keys") return [issue.path];
  return issue.keys.map((key) => [...issue.path, key]);
}

/** Without what stands at the path, or without what would have to hold it. */
function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  // A list is taken as a whole: its other items would stand in other places.
  if (typeof key !== "string" || !isPlainInMatch(value) || !Object.hasOwn(value, key)) return undefined;
  const left = rest.length === 0 ? undefined : without(value[key], rest);
  const others = Object.entries(value).filter(([name]) => name !== key);
  return Object.fromEntries(left === undefined ? others : [...others, [key, left]]);
}
// #endregion

// #region testing/sample-pattern.ts
/** A text that a regular expression matches, for the expressions that APIs use; what is looked ahead to is passed over. */
function samplePattern(source: string): string {
  return new Sampler(source).alternatives();
}

const classesInSamplePattern: Readonly<Record<string, string>> = { d: "0", w: "a", s: " ", D: "a", W: "-", S: "a", b: "", B: "" };

class Sampler {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to a closing parenthesis or the end; the first alternative. */
  alternatives(): string {
    const first = this.#sequence();
    while (this.#take("|")) this.#sequence();
    return first;
  }

  #sequence(): string {
    let text = "";
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) {
      const atom = this.#atom();
      text += atom.repeat(this.#count());
    }
    return text;
  }

  #atom(): string {
    if (this.#take("(")) return this.#group();
    if (this.#take("[")) return this.#list();
    const next = this.#source.charAt(this.#at++);
    if (next === "^" || next === "$") return "";
    if (next === ".") return "a";
    return next === "\\" ? this.#escape() : next;
  }

  #group(): string {
    const kind = /^\?(?:[:=!]|<[=!]|<[^>]+>)/.exec(this.#source.slice(this.#at))?.[0] ?? "";
    this.#at += kind.length;
    const text = this.alternatives();
    this.#take(")");
    return /[=!]$/.test(kind) ? "" : text;
  }

  /** The first character of the list; of one that excludes some, one that it does not. */
  #list(): string {
    const end = /^(?:\\.|[^\]\\])*/s.exec(this.#source.slice(this.#at))?.[0].length ?? 0;
    const list = this.#source.slice(this.#at, this.#at + end);
    this.#at += end + 1;
    const accepts = new RegExp(`[${list}]`, "u");
    return [..."a0A-_ .x1X/"].find((character) => accepts.test(character)) ?? list.replace(/^\\/, "").charAt(0);
  }

  #escape(): string {
    const next = this.#source.charAt(this.#at++);
    return classesInSamplePattern[next] ?? next;
  }

  /** As few as are allowed, but one where none would do. */
  #count(): number {
    const [quantifier = "", least] = /^(?:\{(\d+)(?:,\d*)?\}|[*+?])\??/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += quantifier.length;
    if (least !== undefined) return Number(least);
    return /^[*?]/.test(quantifier) ? 0 : 1;
  }

  #take(character: string): boolean {
    if (this.#source.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }
}
// #endregion

// #region testing/mend-value.ts
type IssueInMendValue = z.core.$ZodIssue;

/** The value with one thing mended that a schema has said of it. */
function mendValue(root: unknown, issue: IssueInMendValue): unknown {
  return changeAt(root, issue.path, (value) => mended(value, issue));
}

/**
 * The value without what a schema has complained of: a list is emptied, a property taken out. What must be there is missed
 * afterwards, so that this helps with what need not.
 */
function leaveOut(root: unknown, { path }: IssueInMendValue): unknown {
  const list = path.map((key) => typeof key).lastIndexOf("number");
  if (list >= 0) return changeAt(root, path.slice(0, list), () => []);
  const name = path.at(-1);
  return changeAt(root, path.slice(0, -1), (value) =>
    isPlainInMatch(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : value,
  );
}

function changeAt(
  value: unknown,
  [key, ...rest]: readonly PropertyKey[],
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changeAt(item, rest, change) : item));
  if (typeof value !== "object" || value === null) return value;
  return { ...value, [key]: changeAt(Reflect.get(value, key), rest, change) };
}

function mended(value: unknown, issue: IssueInMendValue): unknown {
  switch (issue.code) {
    case "too_small":
      return grown(value, Number(issue.minimum), issue.inclusive !== false);
    case "too_big":
      return shrunk(value, Number(issue.maximum), issue.inclusive !== false);
    case "not_multiple_of":
      return Math.ceil(Number(value) / issue.divisor) * issue.divisor;
    case "invalid_format":
      return issue.pattern === undefined ? value : like(issue.pattern, value);
    case "invalid_type":
      return plainValues[issue.expected] ?? (issue.expected === "null" ? null : value);
    case "invalid_value":
      return issue.values[0];
    case "invalid_union":
      return issue.errors?.[0]?.reduce((current: unknown, inner) => mendValue(current, inner), value) ?? value;
    case "custom":
      return ofMessage(value, issue.message);
    default:
      return value;
  }
}

/** What is said of the type: of a member of an `allOf`, where another one has another. */
const plainValues: Readonly<Record<string, unknown>> = {
  string: "text",
  number: 1,
  int: 1,
  boolean: true,
  array: [],
  object: {},
  record: {},
};

/** The checks of the runtime itself say in words what zod says in numbers. */
function ofMessage(value: unknown, message: string): unknown {
  const [, bound, count] = /at (least|most) (\d+) (?:character|item)/.exec(message) ?? [];
  if (bound === undefined) return value;
  return bound === "least" ? grown(value, Number(count), true) : shrunk(value, Number(count), true);
}

/** A text by its last character, which a pattern is likely to take again. */
function grown(value: unknown, minimum: number, inclusive: boolean): unknown {
  if (typeof value === "string") return value.padEnd(minimum, /[a-z\d]$/i.exec(value)?.[0] ?? "x");
  if (Array.isArray(value))
    return Array.from({ length: minimum }, (_, index) => value[index] ?? another(value[0], index));
  return inclusive ? minimum : minimum + 1;
}

/** Lists may want items that differ. */
function another(item: unknown, index: number): unknown {
  if (typeof item === "string") return `${item}${index}`;
  return typeof item === "number" ? item + index : item;
}

function shrunk(value: unknown, maximum: number, inclusive: boolean): unknown {
  if (typeof value === "string" || Array.isArray(value)) return value.slice(0, maximum);
  return inclusive ? maximum : maximum - 1;
}

/** For patterns: what they nearly always mean. */
const texts: readonly string[] = [
  "a",
  "A",
  "1",
  "en",
  "EN",
  "EUR",
  "en-US",
  "abc",
  "a-b",
  "a_b",
  "a.b",
  "A1",
  "a1",
  "10",
  "100",
  "1.0",
  "1.0.0",
  "2026",
  "2026-01-01",
  "12:00",
  "12:00:00",
  "2026-01-01T00:00:00Z",
  "9057ab1e-0000-4000-8000-000000000001",
  "ada@example.com",
  "https://example.com/",
  "/a",
  "#a0a0a0",
  "a0a0a0",
  "127.0.0.1",
  "+15550000000",
  "0123456789",
  "0123456789abcdef",
  "0123456789abcdef0123456789abcdef",
  "0123456789abcdef0123456789abcdef01234567",
  "0".repeat(64),
];

function like(printed: string, value: unknown): unknown {
  const end = printed.lastIndexOf("/");
  const pattern = new RegExp(printed.slice(1, end), printed.slice(end + 1));
  const text = texts.find((candidate) => pattern.test(candidate)) ?? sample(pattern.source);
  return text !== undefined && pattern.test(text) ? text : value;
}

/** What the sampler can't read has no sample. */
function sample(source: string): string | undefined {
  try {
    return samplePattern(source);
  } catch {
    return undefined;
  }
}
// #endregion

// #region testing/try-value.ts
/** Asking a schema what is wrong with a value, and doing what it says. */


type ZodTypeInTryValue = z.core.$ZodType;

const maxRoundsInTryValue = 30;

/** Stands for a value of which nothing is said: any other is better. */
const anything = /* @__PURE__ */ Symbol("anything");

/** The value as it goes over the wire. */
function settle(value: unknown): unknown {
  if (value === anything) return {};
  if (Array.isArray(value)) return value.map(settle);
  if (!isPlainInMatch(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settle(item)]));
}

function acceptsInTryValue(schema: ZodTypeInTryValue, value: unknown): boolean {
  return (schema as Schema).safeParse(settle(value)).success;
}

interface Tried {
  readonly value: unknown;
  /** By the schema. */
  readonly accepted: boolean;
}

/** The value with what the schema says of it mended, as far as that helps. */
function mend(schema: ZodTypeInTryValue, value: unknown): Tried {
  const mended = mendInRounds(schema, value);
  if (mended.issues.length === 0) return { value: mended.value, accepted: true };
  // Where the schema asks for one thing and for another, what it speaks of may be left out.
  const without = mendInRounds(schema, mended.issues.reduce(leaveOut, mended.value));
  return without.issues.length === 0
    ? { value: without.value, accepted: true }
    : { value: mended.value, accepted: false };
}

interface Mended {
  readonly value: unknown;
  /** What the schema still says of it. */
  readonly issues: readonly z.core.$ZodIssue[];
}

function mendInRounds(schema: ZodTypeInTryValue, value: unknown): Mended {
  // Every schema of zod's can be asked.
  const { safeParse } = schema as Schema;
  // Mending one thing for one member of an `allOf` may break it for another one, on and on.
  const seen = new Set<string>();
  let current = value;
  for (;;) {
    const { error } = safeParse(current);
    if (error === undefined) return { value: current, issues: [] };
    const text = JSON.stringify(current);
    if (seen.has(text) || seen.size === maxRoundsInTryValue) return { value: current, issues: error.issues };
    seen.add(text);
    current = error.issues.reduce(mendValue, current);
  }
}

/** What is `anything` stays so: another member of an `allOf` may say more. */
function mendKeeping(schema: ZodTypeInTryValue, value: unknown): Tried {
  const settled = settle(value);
  const mended = mend(schema, settled);
  if (mended.value === settled || JSON.stringify(mended.value) === JSON.stringify(settled)) return { ...mended, value };
  return mended;
}
// #endregion

// #region testing/combine-values.ts
/** One value out of several: of the members of an `allOf`, or of one option beside the others. */


/**
 * Open objects that fit several options of a `oneOf` fit one where a property that only the others know is none of theirs,
 * there or in an object of the same name.
 */
function* toldApart(values: readonly unknown[]): Generator<unknown> {
  const objects = values.filter(isPlainInMatch);
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
  if (!isPlainInMatch(value) || !isPlainInMatch(other)) return;
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
function completed(values: readonly unknown[], other: unknown): readonly unknown[] {
  if (!isPlainInMatch(other)) return [];
  const objects = values.filter(isPlainInMatch).sort((one, two) => Object.keys(one).length - Object.keys(two).length);
  const largest = objects.at(-1) ?? {};
  const names = Object.keys(other).filter((name) => other[name] === anything && Object.hasOwn(largest, name));
  if (names.length === 0) return [];
  const picked = Object.fromEntries(names.map((name) => [name, largest[name]]));
  return [joinValues({ ...objects[0], ...picked }, other)];
}

/** A value of both: objects have the properties of both, and what says more wins. */
function joinValues(left: unknown, right: unknown): unknown {
  if (left === anything || left === undefined) return right;
  if (right === anything || right === undefined) return left;
  if (Array.isArray(left) && Array.isArray(right)) {
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
      joinValues(left[index], right[index]),
    );
  }
  if (!isPlainInMatch(left) || !isPlainInMatch(right)) return isLess(left, right) ? right : left;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, joinValues(left[name], right[name])]));
}

/** The maker's own words say nothing. */
function isLess(left: unknown, right: unknown): boolean {
  return (left === "text" && typeof right === "string") || (left === 1 && typeof right === "number");
}
// #endregion

// #region testing/make-value.ts
/**
 * A small value that a zod schema accepts, the same each time: made by the schema's structure, then mended by what the schema
 * itself says of it. https://zod.dev/packages/core describes `_zod.def`.
 */


type ZodType = z.core.$ZodType;
type ZodDefinition = z.core.$ZodTypes["_zod"]["def"];

/** So many values of one schema are tried in what holds it. */
const maxCandidates = 4;
/** So many options of a union are looked at: some have hundreds, which are alike. */
const maxOptions = 24;
/** Schemas that are entered for one value. What is left of a schema that is larger is left out where it can be. */
const maxEntered = 20_000;

/** What is shown as values of a named schema. */
type ExamplesOf = (schema: ZodType) => readonly unknown[];

/** As it goes over the wire. Where none is accepted, the likeliest: whoever uses it checks it. */
function makeValue(schema: Schema, examplesOf: ExamplesOf = noExamples): unknown {
  const { value, accepted } = likeliest(schema, new ValueMaker(examplesOf));
  if (accepted || examplesOf === noExamples) return value;
  // What an example says of one part may be at odds with what a schema asks of another.
  return likeliest(schema, new ValueMaker(noExamples)).value;
}

function noExamples(): readonly unknown[] {
  return [];
}

function likeliest(schema: Schema, maker: ValueMaker): Tried {
  let first: Tried | undefined;
  for (const candidate of maker.candidates(schema)) {
    const tried = mend(schema, settle(candidate));
    if (tried.accepted) return tried;
    first ??= tried;
  }
  return first ?? { value: undefined, accepted: false };
}

/** Knows the values of the named schemas that it has met. */
class ValueMaker {
  readonly #examplesOf: ExamplesOf;
  readonly #known = new Map<ZodType, readonly unknown[]>();
  /** The named schemas that are being made, so that recursion ends. */
  readonly #path = new Set<ZodType>();
  #entered = 0;

  constructor(examplesOf: ExamplesOf) {
    this.#examplesOf = examplesOf;
  }

  /** Values that are likely to be accepted, the smallest first; none where there is no end to it. */
  candidates(schema: ZodType): readonly unknown[] {
    // Every schema of zod is one of `$ZodTypes`.
    const definition = schema._zod.def as ZodDefinition;
    switch (definition.type) {
      case "lazy":
        return this.#named(schema, definition.getter);
      case "optional":
        return this.candidates(definition.innerType);
      case "nullable":
        return this.#nullable(schema, definition);
      case "object":
        return this.#objects(definition);
      case "array":
        return this.#arrays(definition.element);
      case "tuple":
        return [definition.items.map((item) => this.candidates(item)[0])];
      case "record":
        return this.#records(definition);
      case "union":
        return this.#options(schema, definition.options);
      case "intersection":
        return this.#joined(schema, definition);
      case "pipe":
        return this.candidates(definition.in);
      case "literal":
        return definition.values.slice(0, maxOptions);
      case "enum":
        return Object.values(definition.entries).slice(0, maxOptions);
      default:
        return simpleValues[definition.type] ?? [undefined];
    }
  }

  #named(schema: ZodType, getter: () => ZodType): readonly unknown[] {
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    this.#entered += 1;
    if (this.#path.has(schema) || this.#entered > maxEntered) return [];
    this.#path.add(schema);
    const made = this.candidates(getter());
    this.#path.delete(schema);
    const found = [...this.#shown(schema, made), ...made];
    // What was left out since it stands in itself is missed by nobody where there is a value without it.
    if (found.length > 0) this.#known.set(schema, found);
    return found;
  }

  /** The first example of which something fits. */
  #shown(schema: ZodType, made: readonly unknown[]): readonly unknown[] {
    for (const example of this.#examplesOf(schema)) {
      const adopted = adoptExample(example, {
        made,
        mend: (value) => mendKeeping(schema, value).value,
        check: (value) => (schema as Schema).safeParse(settle(value)).error?.issues ?? [],
      });
      if (adopted !== undefined) return [adopted];
    }
    return [];
  }

  /** With the required properties alone, then with each optional one, then with all. Nothing where a required one can't be. */
  #objects({
    shape,
    catchall,
  }: {
    readonly shape: Shape;
    readonly catchall?: ZodType | undefined;
  }): readonly unknown[] {
    const entries = Object.entries(shape).map(([name, inner]) => ({
      name,
      isRequired: inner._zod.def.type !== "optional",
      values: this.candidates(inner).slice(0, maxCandidates),
    }));
    const required = entries.filter(({ isRequired }) => isRequired);
    if (required.some(({ values }) => values.length === 0)) return [];
    const base = Object.fromEntries(required.map(({ name, values }) => [name, values[0]]));
    const others = entries.filter(({ isRequired, values }) => !isRequired && values.length > 0);
    const all = { ...base, ...Object.fromEntries(others.map(({ name, values }) => [name, values[0]])) };
    const single = others.slice(0, maxCandidates).map(({ name, values }) => ({ ...base, [name]: values[0] }));
    const extra = catchall === undefined || entries.length > 0 ? [] : this.candidates(catchall).slice(0, 1);
    const varied = [...required, ...others].flatMap(({ name, values }) =>
      values.slice(1, 3).map((value) => ({ ...base, [name]: value })),
    );
    const whole = others.length > 1 ? [all] : [];
    // All of them early: what stands beside this one in an `allOf` may ask for any. None early: it may refuse them.
    const bare =
      required.length === 0 && others.length > 0
        ? [single[0], ...whole, base, ...single.slice(1)]
        : [base, ...whole, ...single];
    return [...bare, ...varied, ...extra.map((value) => ({ key: value }))];
  }

  /** What is checked beside `null` may refuse all but some of the values. */
  #nullable(schema: ZodType, { innerType, checks = [] }: NullableDefinition): readonly unknown[] {
    const values = [...this.candidates(innerType), null];
    return checks.length > 0 ? this.#acceptedFirst(schema, values) : values;
  }

  #arrays(element: ZodType): readonly unknown[] {
    const items = this.candidates(element).slice(0, maxCandidates);
    return [...items.slice(0, 2).map((item) => [item]), ...(items.length > 1 ? [items] : []), []];
  }

  #records({ keyType, valueType }: { readonly keyType: ZodType; readonly valueType: ZodType }): readonly unknown[] {
    const [key] = this.candidates(keyType);
    const [value] = this.candidates(valueType);
    const name = typeof key === "string" || typeof key === "number" ? `${key}` : "key";
    return value === undefined ? [{}] : [{}, { [name]: value }];
  }

  /** Those come first that the union accepts as they are: where only one option may fit, a small value fits several. */
  #options(union: ZodType, options: readonly ZodType[]): readonly unknown[] {
    const made = options.slice(0, maxOptions).map((option) =>
      this.candidates(option)
        .slice(0, maxCandidates)
        .map((value) => mendKeeping(option, value).value),
    );
    const inTurn = made.flatMap((values) => values.slice(0, 1));
    const rest = made.flatMap((values) => values.slice(1));
    const found = this.#acceptedFirst(union, [...inTurn, ...rest]);
    if (found.length === 0 || acceptsInTryValue(union, found[0])) return found;
    return this.#acceptedFirst(union, [...toldApart([...inTurn, ...rest].slice(0, maxOptions)), ...found]);
  }

  #joined(schema: ZodType, { left, right }: { readonly left: ZodType; readonly right: ZodType }): readonly unknown[] {
    const lefts = this.candidates(left).slice(0, maxCandidates);
    const rights = this.candidates(right).slice(0, maxCandidates);
    const asked = [...completed(lefts, rights[0]), ...completed(rights, lefts[0])];
    const pairs = [...asked, ...lefts.flatMap((one) => rights.map((other) => joinValues(one, other)))];
    return this.#acceptedFirst(schema, pairs.length > 0 ? pairs : [...lefts, ...rights]);
  }

  #acceptedFirst(schema: ZodType, values: Iterable<unknown>): readonly unknown[] {
    const accepted: unknown[] = [];
    const others: unknown[] = [];
    for (const value of values) {
      if (accepted.length === maxCandidates) break;
      const tried = mendKeeping(schema, value);
      if (tried.accepted) accepted.push(tried.value);
      else others.push(value);
    }
    return [...accepted, ...others].slice(0, maxCandidates);
  }
}

type NullableDefinition = z.core.$ZodNullable["_zod"]["def"];
type Shape = Readonly<Record<string, ZodType>>;

const simpleValues: Readonly<Record<string, readonly unknown[]>> = {
  string: ["text"],
  number: [1],
  int: [1],
  boolean: [true],
  null: [null],
  unknown: [anything],
  any: [anything],
  never: [],
  custom: [],
};
// #endregion

// #region testing/mock-types.ts
/** What a mocked client can be told besides its own options. */
export interface MockSettings {
  /** True: waits between attempts take as long as they say. Default false: they take no time. */
  readonly realWaits?: boolean | undefined;
  /** The client's time: it passes when `clock.advance(…)` says so. Pauses that a server asks for are then kept, too. */
  readonly clock?: FakeClock | undefined;
}

/** The options of a mocked client: those of the real one, but for how it is connected. */
export type MockOptions<Options> = Omit<Options, ConnectionOption> & MockSettings;

type ConnectionOption = "transport" | "dispatcher" | "proxy" | "socketPath" | "tls" | "http2" | "connections";

/** A client without a network, what it is answered, and what it has sent. */
export interface MockApi<Client, Operations> {
  /** The real client: only the network is missing. */
  readonly client: Client;
  /** What is answered: `mock.pets.get({ petId: 7 }).reply(200, pet)`. */
  readonly mock: MockResources<Client> & CallsUnlessTaken<Client, Operations>;
  /** What was sent, by the operation's function: `calls("getPet")`; one entry for each attempt. */
  readonly calls: CallsOf<Operations>;
  /** The calls for which nothing was declared; each of them has failed. */
  readonly unexpected: readonly Error[];
  /** @throws Error where a call was unexpected, or a declared answer was never asked for */
  verify(): void;
  /** The clock that was given. @throws MockError where none was */
  readonly clock: FakeClock;
  /** Forgets all answers and all calls. */
  clear(): void;
}

/** A client that is answered from a cassette. */
export interface ReplayedApi<Client, Operations> {
  /** The real client: only the network is missing. */
  readonly client: Client;
  /** As of a mock. */
  readonly calls: CallsOf<Operations>;
  /** As of a mock. */
  readonly clock: FakeClock;
  /** The calls that were not recorded; each of them has failed. */
  readonly unexpected: readonly Error[];
  /** @throws Error where a call was not recorded, or a recorded one was not asked for */
  verify(): void;
}

type CallsOf<Operations> = <Name extends OperationNames<Operations>>(
  name: Name,
) => readonly SentCall<FunctionParams<Operations[Name]>>[];

/** A resource may be called `calls`, too. */
type CallsUnlessTaken<Client, Operations> = "calls" extends keyof Client
  ? unknown
  : { readonly calls: CallsOf<Operations> };

type OperationNames<Operations> = {
  [Name in keyof Operations]: Operations[Name] extends (...args: never[]) => Promise<unknown> ? Name : never;
}[keyof Operations];

/** `(client, params, options?)`, or `(client, options?)` where the operation takes nothing. */
type FunctionParams<Operation> = Operation extends (...args: infer Args) => unknown
  ? 3 extends Args["length"]
    ? NonNullable<Args[1]>
    : NoParams
  : never;

type MethodParams<Method> = Method extends (...args: infer Args) => unknown
  ? 2 extends Args["length"]
    ? NonNullable<Args[0]>
    : NoParams
  : never;

/** Of an operation that takes nothing. */
type NoParams = Readonly<Record<string, never>>;

type MockResources<Client> = {
  readonly [Name in Exclude<keyof Client, keyof ApiClient>]: {
    readonly [Method in keyof Client[Name]]: MockOperation<Client[Name][Method]>;
  };
};

export interface MockOperation<Method> {
  /** Answers calls with these parameters: with all that are named here, whatever the others are. Later ones win. */
  (params?: MatchedParams<MethodParams<Method>>): Answers<ResultOf<Method>>;
  /** What was sent to the operation; one entry for each attempt. */
  readonly calls: readonly SentCall<MethodParams<Method>>[];
}

type ResultOf<Method> = Method extends (...args: never[]) => infer Result ? Result : never;

/** What a call must have been given; a function decides for itself. */
export type MatchedParams<Params> = PartialDeep<Params> | ((params: Params) => boolean);

type PartialDeep<T> = T extends object
  ? T extends readonly unknown[] | Date | Blob | Uint8Array | ((...args: never[]) => unknown)
    ? T
    : { readonly [Key in keyof T]?: PartialDeep<T[Key]> | undefined }
  : T;

/** One request as it was sent. */
export interface SentCall<Params> {
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
  /** What the operation's function was given. */
  readonly params: Params;
  /** By their names in lower case; credentials are made up unless the test has given some. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded from what was sent: JSON parsed, forms as `FormData` or `URLSearchParams`, text, bytes; undefined where there is none. */
  readonly body: BodyOf<Params>;
}

type BodyOf<Params> = Params extends { readonly body?: infer Body } ? Body : undefined;

type PartsInMockTypes<Result> =
  Result extends ApiPromise<infer Data, infer Responses, infer Failure>
    ? { readonly data: Data; readonly responses: Responses; readonly failure: Failure }
    : never;

type Item<Result> =
  Result extends StreamablePromise<infer _Data, infer _Responses, infer Each, infer _Failure>
    ? Each
    : Result extends StreamPromise<infer Each, infer _Failure>
      ? Each
      : never;

type Bodies<Responses> = {
  [Status in keyof Responses as Responses[Status] extends ApiStream<unknown>
    ? never
    : StatusNumber<Status>]: Responses[Status];
};

/** A range (`2XX`) and `default` stand for any number. */
type StatusNumber<Status> = Status extends number ? Status : number;

type GivenBody<Data> = Data extends BinaryResponse ? string | Uint8Array : Data;

/** Nothing, where the document declares no body. */
type BodyArguments<Data> = undefined extends Data
  ? [body?: GivenBody<Data>, options?: ReplyOptions]
  : [body: GivenBody<Data>, options?: ReplyOptions];

type FailureStatus<Failure> = Failure extends { readonly status: infer Status extends number } ? Status : never;

/** The bodies declared for this very status; else those of classes that stand for several. */
type FailureBody<Failure, Status> = [ExactBody<Failure, Status>] extends [never]
  ? AnyBody<Failure>
  : ExactBody<Failure, Status> | AnyBody<Failure>;

type ExactBody<Failure, Status> = Failure extends { readonly status: infer Known; readonly body: infer Body }
  ? number extends Known
    ? never
    : Status extends Known
      ? Body
      : never
  : never;

type AnyBody<Failure> = Failure extends { readonly status: infer Known; readonly body: infer Body }
  ? number extends Known
    ? Body
    : never
  : never;

export interface ReplyOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface StreamReplyOptions extends ReplyOptions {
  /** The connection is reset behind the last item. */
  readonly breaks?: boolean | undefined;
}

/** What a test gives as an event: what the server need not say may be left out. */
type GivenItem<Each> =
  Each extends ServerSentEvent<infer Data, infer Name>
    ? {
        readonly data: Data;
        readonly event?: Name | undefined;
        readonly id?: string | undefined;
        readonly retry?: number | undefined;
      }
    : Each;

/**
 * What is answered, in this order: each call takes the next answer, the last one answers all further calls. So
 * `timeout().reply(200, pet)` fails once, and `reply(200, pet)` alone always answers.
 * Every method throws a `MockError` where the answer is not one that the document declares.
 */
export interface Answers<Result> {
  /** A success that the document declares. */
  reply<Status extends keyof Bodies<PartsInMockTypes<Result>["responses"]>>(
    status: Status,
    ...body: BodyArguments<Bodies<PartsInMockTypes<Result>["responses"]>[Status]>
  ): this;
  /** As `reply`, and it answers one call only, even as the last answer. */
  replyOnce<Status extends keyof Bodies<PartsInMockTypes<Result>["responses"]>>(
    status: Status,
    ...body: BodyArguments<Bodies<PartsInMockTypes<Result>["responses"]>[Status]>
  ): this;
  /** An error that the document declares. */
  error<Status extends FailureStatus<PartsInMockTypes<Result>["failure"]>>(
    status: Status,
    body?: FailureBody<PartsInMockTypes<Result>["failure"], Status>,
    options?: ReplyOptions,
  ): this;
  /** 429 with `Retry-After`, in seconds. */
  rateLimit(options?: { readonly retryAfter?: number | undefined; readonly body?: unknown }): this;
  /** No response comes within `timeout.headers`; no time passes. */
  timeout(): this;
  /** The connection is reset before a response comes. */
  reset(): this;
  /**
   * One page after the other, with status 200; the first again behind the last. What a list says of its end in headers
   * (`Link`, totals) is sent, too; where it ends with an empty page, whoever goes on behind the last gets that.
   */
  pages(bodies: readonly PartsInMockTypes<Result>["data"][]): this;
  /** The items of a stream, then its end. */
  stream(items: readonly GivenItem<Item<Result>>[], options?: StreamReplyOptions): this;
  /** What the document knows nothing of: sent as it is and checked by nobody but the client. */
  undeclared(status: number, body?: string | Uint8Array | object | null, options?: ReplyOptions): this;
}
// #endregion

// #region testing/fixtures.ts
/** `fixture.pet({ name: "Rex" })`: a valid value of each named schema, with what the test says of it. */
export type Fixtures<Schemas> = {
  readonly [Name in keyof Schemas as Uncapitalize<Name & string>]: (
    given?: PartialDeep<ValueOf<Schemas[Name]>>,
  ) => ValueOf<Schemas[Name]>;
};

type ValueOf<Given> = Given extends Schema<infer Value> ? Value : never;

/** What a document shows, by the name of the schema, as it goes over the wire. */
export type FixtureExamples = Readonly<Record<string, readonly unknown[]>>;

/**
 * Made from the schemas when they are asked for: of what the document shows, as far as the schema accepts it, and of the
 * smallest values that it accepts. The generated `testing.ts` calls it.
 */
export function fixtures<Schemas extends object>(
  schemas: Schemas,
  examples?: () => FixtureExamples,
): Fixtures<Schemas> {
  let shown: ReadonlyMap<unknown, readonly unknown[]> | undefined;
  const examplesOf: ExamplesOf = (schema) => {
    shown ??= bySchema(schemas, examples?.() ?? {});
    return shown.get(schema) ?? [];
  };
  const makers = Object.entries(schemas).map(([name, schema]: [string, Schema]) => {
    let made: { readonly value: unknown } | undefined;
    const make = (given: unknown): unknown => {
      // Large schemas take a while; the second fixture is a copy.
      made ??= { value: makeValue(schema, examplesOf) };
      return completedInFixtures({ name, schema, made: copied(made.value) }, given);
    };
    return [name.charAt(0).toLowerCase() + name.slice(1), make];
  });
  // By the names and for the values that the type says.
  return Object.fromEntries(makers) as Fixtures<Schemas>;
}

function bySchema(schemas: object, examples: FixtureExamples): ReadonlyMap<unknown, readonly unknown[]> {
  const given = new Map(Object.entries(examples));
  return new Map(Object.entries(schemas).map(([name, schema]: [string, Schema]) => [schema, given.get(name) ?? []]));
}

interface Made {
  readonly name: string;
  readonly schema: Schema;
  /** As it goes over the wire; the test's own from here on. */
  readonly made: unknown;
}

/** @throws MockError where the result would not be what the document says */
function completedInFixtures({ name, schema, made }: Made, given: unknown): unknown {
  const wire: unknown = given === undefined ? made : mergeInFixtures(made, JSON.parse(printJson(given) ?? "null"));
  const result = schema.safeParse(wire);
  if (result.success) return result.data;
  throw new MockError(
    `No fixture of ${name} could be made: ${printIssues(result.error.issues)}. Give what it needs as an argument`,
  );
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isPlainInMatch(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)]));
}

function mergeInFixtures(made: unknown, given: unknown): unknown {
  if (!isPlainInMatch(made) || !isPlainInMatch(given)) return given;
  const merged = Object.entries(given).map(([key, value]) => [key, mergeInFixtures(made[key], value)] as const);
  return { ...made, ...Object.fromEntries(merged) };
}
// #endregion

// #region testing/fake-response.ts
/** What comes of one attempt. */
type AnswerInFakeResponse =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | Uint8Array | undefined;
      /** The connection is reset behind the body. */
      readonly breaks?: boolean | undefined;
      /** The number of the page behind this one, for lists that are walked by `Link` headers. */
      readonly nextPage?: number | undefined;
    }
  | { readonly kind: "timeout" }
  | { readonly kind: "reset" };

/** What a transport would make of the answer. @throws TimeoutError, ConnectionError */
function toTransportResponse(answer: AnswerInFakeResponse, request: TransportRequest): TransportResponse {
  const { timeouts, origin, path, abort } = request;
  if (answer.kind === "timeout") throw timeoutError("headers", timeouts.headers);
  if (answer.kind === "reset") throw toTransportError(resetError(), origin);
  const { status } = answer;
  const headers = answeringHeaders(answer, origin + path);
  const response = new Response(answeringBody(answer), { status, headers });
  const init = { abort: new AbortController(), idleMs: 0, origin, finish: () => stopListening() };
  const stopListening = abort.listen((reason) => init.abort.abort(reason));
  return { status, headers: new FetchHeaders(response.headers), body: new FetchBody(response, init) };
}

/** `url`: what was asked for; the next page has the same address but for its number. */
function answeringHeaders(
  { headers, nextPage }: Extract<AnswerInFakeResponse, { readonly kind: "response" }>,
  url: string,
): Readonly<Record<string, string>> {
  if (nextPage === undefined) return headers;
  const next = new URL(url);
  next.searchParams.set("page", `${nextPage}`);
  return { link: `<${next.href}>; rel="next"`, ...headers };
}

/** What a `Response` is made of. */
function answeringBody({
  body,
  breaks,
}: Extract<AnswerInFakeResponse, { readonly kind: "response" }>): Bytes | ReadableStream<Uint8Array> | null {
  if (body === undefined) return null;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
  if (breaks !== true) return bytes;
  let isSent = false;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(resetError());
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
}

function resetError(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}
// #endregion

// #region testing/declared-answer.ts
interface GivenReply {
  readonly status: number;
  readonly body: unknown;
  readonly options?: ReplyOptions | undefined;
}

/** @throws MockError where the document declares no such status, or another body */
function declaredAnswer(operation: OperationDescriptor, { status, body, options }: GivenReply): AnswerInFakeResponse {
  const plan = planResponse(operation, status);
  const { descriptor } = plan;
  if (descriptor === undefined || !isDeclared(operation, status)) throw undeclaredStatus(operation, status);
  const content = plan.hasBody ? mediaFor(descriptor, body) : undefined;
  if (content === undefined) {
    if (body === undefined) return response(status, undefined, {}, options);
    throw new MockError(`${operation.id} declares no body for ${status}: .reply(${status}) has none`);
  }
  const media = chooseMedia(plan, content.contentType)?.media;
  if (body === undefined && content.kind === "json") {
    throw new MockError(`${operation.id} declares a body for ${status} (${content.contentType}): it is missing`);
  }
  const where = `the body of ${status} to ${operation.id}`;
  const sent = content.kind === "json" ? jsonText(media?.schema, body, where) : rawBody(body, where);
  return response(status, sent, { "content-type": content.contentType }, options);
}

function isDeclared({ responses }: OperationDescriptor, status: number): boolean {
  return [`${status}`, `${Math.floor(status / 100)}XX`, "default"].some((key) => Object.hasOwn(responses, key));
}

function undeclaredStatus({ id, responses }: OperationDescriptor, status: number): MockError {
  const known = Object.keys(responses).join(", ");
  return new MockError(
    `${id} declares no ${status}, but ${known}. To answer what the document doesn't know: .undeclared(${status}, …)`,
  );
}

interface ContentInDeclaredAnswer {
  readonly contentType: string;
  readonly kind: BodyKind;
}

/** The declared media type that such a body is of: text and bytes may be sent as something else than JSON. */
function mediaFor({ content = {} }: ResponseDescriptor, body: unknown): ContentInDeclaredAnswer | undefined {
  const all = Object.keys(content).map((key) => ({ contentType: concrete(key), kind: kindOfInDeclaredAnswer(content, key) }));
  const wanted: readonly BodyKind[] =
    body instanceof Uint8Array ? ["binary", "text", "json"] : ["json", "text", "binary"];
  return wanted.map((kind) => all.find((entry) => entry.kind === kind)).find((entry) => entry !== undefined);
}

function kindOfInDeclaredAnswer(content: NonNullable<ResponseDescriptor["content"]>, key: string): BodyKind {
  const plan = { isSuccess: true, descriptor: { content }, hasBody: true, choices: new Map() };
  return chooseMedia(plan, concrete(key))?.kind ?? "binary";
}

/** A range names no type. */
function concrete(mediaType: string): string {
  if (!mediaType.includes("*")) return mediaType;
  const type = mediaType.slice(0, mediaType.indexOf("/"));
  return { image: "image/png", text: "text/plain", "*": "application/json" }[type] ?? "application/octet-stream";
}

/** What goes over the wire, checked as the client checks it: growth of the API is admitted. */
function jsonText(schema: SchemaThunk | undefined, body: unknown, where: string): string {
  const text = printJson(body);
  if (text === undefined) throw new MockError(`${where} can't be written as JSON: it is ${show(body)}`);
  const verdict = validateValue(schema, JSON.parse(text), "lenient");
  if (verdict.kind !== "invalid") return text;
  throw new MockError(`${where} is not what the document says: ${printIssues(verdict.issues)}. It is ${show(body)}`);
}

function rawBody(body: unknown, where: string): string | Uint8Array {
  if (body === undefined) return "";
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  throw new MockError(`${where} must be a text or bytes (Uint8Array). It is ${show(body)}`);
}

/** Sent as it is. */
function plainAnswer(status: number, body: unknown, options?: ReplyOptions): AnswerInFakeResponse {
  const isRaw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
  if (isRaw) return response(status, body, {}, options);
  return response(status, printJson(body), { "content-type": "application/json" }, options);
}

function response(
  status: number,
  body: string | Uint8Array | undefined,
  headers: Readonly<Record<string, string>>,
  options: ReplyOptions = {},
): AnswerInFakeResponse {
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new MockError(`A status is a number from 200 to 599, not ${show(status)}`);
  const given = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const isEmpty = [204, 205, 304].includes(status);
  const all = { ...headers, ...Object.fromEntries(given) };
  return { kind: "response", status, headers: all, body: isEmpty ? undefined : body };
}

interface GivenEvent {
  readonly data?: unknown;
  readonly event?: string;
  readonly id?: string;
  readonly retry?: number;
}

/** @throws MockError where the operation has no stream, or an item is not what the document says */
function streamAnswer(
  operation: OperationDescriptor,
  items: readonly unknown[],
  options: StreamReplyOptions,
): AnswerInFakeResponse {
  for (const [status, { content = {}, error }] of Object.entries(operation.responses)) {
    if (error !== undefined) continue;
    for (const [contentType, media] of Object.entries(content)) {
      const kind = kindOfInDeclaredAnswer(content, contentType);
      if (kind !== "events" && kind !== "lines") continue;
      const where = (index: number): string => `item ${index} of the stream of ${operation.id}`;
      const texts = items.map((item, index) => {
        if (kind === "lines") return `${jsonText(media.itemSchema, item, where(index))}\n`;
        // A test's item: what it may hold is what `GivenItem` says.
        return eventText(item as GivenEvent, media, where(index));
      });
      if (media.sentinel !== undefined) texts.push(`data: ${media.sentinel}\n\n`);
      const code = /^\d{3}$/.test(status) ? Number(status) : 200;
      const made = response(code, texts.join(""), { "content-type": contentType }, options);
      return made.kind === "response" ? { ...made, breaks: options.breaks } : made;
    }
  }
  throw new MockError(`${operation.id} declares no stream: use .reply(status, body)`);
}

type StreamMedia = NonNullable<ResponseDescriptor["content"]>[string];

function eventText({ data, event, id, retry }: GivenEvent, media: StreamMedia, where: string): string {
  const { events = {} } = media;
  const own = event !== undefined && Object.hasOwn(events, event) ? events[event] : media;
  const format = own?.format ?? "json";
  const isText = format === "text" || (format === "either" && typeof data === "string");
  const text = isText ? String(data) : jsonText(own?.itemSchema, data, where);
  const fields = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...text.split(/\r\n|\r|\n/).map((line) => `data: ${line}`),
  ];
  return `${fields.join("\n")}\n\n`;
}
// #endregion

// #region testing/declared-pages.ts
/** What `pages` declares. Where a list's end stands in no body, it is made of how many pages there are. */


/** @throws MockError where the document declares other bodies */
function pageAnswers(operation: OperationDescriptor, bodies: readonly unknown[]): readonly AnswerInFakeResponse[] {
  const rule = operation.pagination;
  return bodies.map((body, index) => {
    const headers = rule === undefined ? {} : saidInHeaders(rule, bodies, index);
    const answer = declaredAnswer(operation, { status: 200, body, options: { headers } });
    const hasLink = rule?.style === "link" && index < bodies.length - 1 && answer.kind === "response";
    return hasLink ? { ...answer, nextPage: index + 2 } : answer;
  });
}

/** By the names of their headers. */
function saidInHeaders(
  rule: PaginationDescriptor,
  bodies: readonly unknown[],
  index: number,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const say = (output: PageOutput | undefined, value: string | number | boolean): void => {
    if (output?.header !== undefined) headers[output.header] = String(value);
  };
  const isLast = index === bodies.length - 1;
  if ("next" in rule && !isLast) say(rule.next, rule.style === "cursor" ? `page-${index + 2}` : `?page=${index + 2}`);
  if ("hasMore" in rule) say(rule.hasMore, flag(rule.hasMore, !isLast));
  if ("totalPages" in rule) say(rule.totalPages, bodies.length);
  if ("totalItems" in rule)
    say(
      rule.totalItems,
      bodies.reduce((sum: number, body) => sum + countOf(rule, body), 0),
    );
  return headers;
}

function flag(output: PageFlag | undefined, hasMore: boolean): boolean {
  return hasMore !== (output?.negated === true);
}

function countOf(rule: PaginationDescriptor, body: unknown): number {
  const items = valueAtInPointer(body, rule.items);
  return Array.isArray(items) ? items.length : 0;
}

/**
 * The empty page that ends a list where nothing else does; undefined for lists whose pages say themselves whether another
 * one follows, and for those that must not be empty.
 */
function emptyPage(operation: OperationDescriptor, body: unknown): AnswerInFakeResponse | undefined {
  const rule = operation.pagination;
  if (rule?.style !== "page" && rule?.style !== "offset" && rule?.style !== "item-cursor") return undefined;
  try {
    return declaredAnswer(operation, { status: 200, body: withValueAt(body, rule.items, []) });
  } catch {
    return undefined;
  }
}

/** Which page the parameters ask for; undefined: the first. */
function pageAskedFor(rule: PaginationDescriptor | undefined, params: unknown): unknown {
  if (rule === undefined || !hasInput(rule)) return undefined;
  const { param, body } = rule.input;
  return valueAtInPointer(
    params,
    param === undefined ? `/body${body ?? ""}` : `/${param.replaceAll("~", "~0").replaceAll("/", "~1")}`,
  );
}
// #endregion

// #region testing/answers.ts
/** The answers to the calls of one declaration, in their order. What `Answers` says of types is checked here by value. */
class AnswerList {
  readonly #operation: OperationDescriptor;
  readonly #answers: AnswerInFakeResponse[] = [];
  #next = 0;
  /** What comes behind the last answer: it again, the first again, or nothing. */
  #ending: "repeat" | "restart" | "stop" = "repeat";
  /** What whoever goes on behind the last page is answered, where nothing else tells that it was the last. */
  #end: AnswerInFakeResponse | undefined;
  /** Which page the first answer was asked for. */
  #begun: unknown;

  constructor(operation: OperationDescriptor) {
    this.#operation = operation;
  }

  /** False for a declaration whose answers have all been given. */
  get hasMore(): boolean {
    return this.#next < this.#answers.length || (this.#answers.length > 0 && this.#ending !== "stop");
  }

  /** The answers that nobody has asked for yet. */
  get unused(): number {
    return Math.max(0, this.#answers.length - this.#next);
  }

  /** The answer to a call with these parameters. */
  take(params: unknown): AnswerInFakeResponse | undefined {
    const { length } = this.#answers;
    const index = this.#next;
    if (index % length === 0 && this.#ending === "restart") {
      const asked = pageAskedFor(this.#operation.pagination, params);
      if (index > 0 && this.#end !== undefined && asked !== undefined && asked !== this.#begun) return this.#end;
      this.#begun = asked;
    }
    this.#next += 1;
    if (index < length) return this.#answers[index];
    if (this.#ending === "stop") return undefined;
    return this.#ending === "repeat" ? this.#answers[length - 1] : this.#answers[index % length];
  }

  reply(status: number, body?: unknown, options?: ReplyOptions): this {
    return this.#success(status, body, options, "repeat");
  }

  replyOnce(status: number, body?: unknown, options?: ReplyOptions): this {
    return this.#success(status, body, options, "stop");
  }

  error(status: number, body?: unknown, options?: ReplyOptions): this {
    if (status < 400) throw new MockError(`${status} is no error: use .reply(${status}, …)`);
    return this.#add(declaredAnswer(this.#operation, { status, body, options }));
  }

  rateLimit({ retryAfter, body }: { readonly retryAfter?: number; readonly body?: unknown } = {}): this {
    const headers: Record<string, string> = retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` };
    if (body === undefined) return this.#add(plainAnswer(429, undefined, { headers }));
    return this.error(429, body, { headers });
  }

  timeout(): this {
    return this.#add({ kind: "timeout" });
  }

  reset(): this {
    return this.#add({ kind: "reset" });
  }

  pages(bodies: readonly unknown[]): this {
    for (const answer of pageAnswers(this.#operation, bodies)) this.#add(answer, "restart");
    this.#end = emptyPage(this.#operation, bodies.at(-1));
    return this;
  }

  stream(items: readonly unknown[], options: StreamReplyOptions = {}): this {
    return this.#add(streamAnswer(this.#operation, items, options));
  }

  undeclared(status: number, body?: unknown, options?: ReplyOptions): this {
    return this.#add(plainAnswer(status, body, options));
  }

  #success(status: number, body: unknown, options: ReplyOptions | undefined, ending: "repeat" | "stop"): this {
    if (status >= 400) throw new MockError(`${status} is an error: use .error(${status}, …)`);
    return this.#add(declaredAnswer(this.#operation, { status, body, options }), ending);
  }

  #add(answer: AnswerInFakeResponse, ending: "repeat" | "restart" | "stop" = "repeat"): this {
    this.#answers.push(answer);
    this.#ending = ending;
    return this;
  }
}
// #endregion

// #region testing/sent-call.ts
/** A call whose types nobody has said yet. */
type AnyCall = SentCall<{ readonly body?: unknown }>;

/** A request as a test sees it. */
async function recordCall(request: TransportRequest): Promise<AnyCall> {
  const { method, origin, path, headers, body, attemptOf } = request;
  const bytes = body === undefined ? undefined : await requestBytes(body);
  return {
    operationId: attemptOf?.operation.id ?? "",
    method,
    url: origin + path,
    params: attemptOf?.params ?? {},
    headers: { ...headers },
    body: bytes === undefined ? undefined : await decode(bytes, headers["content-type"] ?? ""),
  };
}

/** All that is to be sent. A stream is then used up. */
async function requestBytes(body: TransportBody): Promise<Bytes> {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (body instanceof Blob) return new Uint8Array(await body.arrayBuffer());
  if (body instanceof ArrayBuffer) return new Uint8Array(body.slice(0));
  const chunks: (Bytes | string)[] = [];
  for await (const chunk of chunksOfInSentCall(body)) chunks.push(typeof chunk === "string" ? chunk : new Uint8Array(chunk));
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Streams of browsers can't be walked yet. */
async function* chunksOfInSentCall(
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  if (!(body instanceof ReadableStream)) {
    // One at a time: TypeScript 5.4 and 5.5 don't let `yield*` have it.
    for await (const chunk of body) yield chunk;
    return;
  }
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function decode(bytes: Bytes, contentType: string): Promise<unknown> {
  const family = familyOf(essenceOf(contentType));
  if (family === "multipart") return decodeForm(bytes, contentType);
  if (family === "binary") return bytes;
  const text = new TextDecoder().decode(bytes);
  if (family === "form") return new URLSearchParams(text);
  return family === "json" ? parseInSentCall(text) : text;
}

async function decodeForm(bytes: Bytes, contentType: string): Promise<unknown> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    // `multipart/mixed` is no form.
    return bytes;
  }
}

/** What is no JSON is seen as it was sent. */
function parseInSentCall(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
// #endregion

// #region testing/mock-server.ts
/** What a test has said of calls of an operation. */
interface Declaration {
  readonly operation: OperationDescriptor;
  /** `pets.get`. */
  readonly name: string;
  /** What a call must have been given, or a function that decides; undefined: all calls. */
  readonly params: unknown;
  readonly answers: AnswerList;
}

/** Stands where the network would be. */
class MockServer {
  readonly transport: Transport;
  readonly #skipsWaits: boolean;
  readonly #names = new Map<string, string>();
  #declarations: Declaration[] = [];
  #calls: { readonly key: string; readonly call: AnyCall }[] = [];
  #unexpected: UnexpectedCallError[] = [];
  #tokens = 0;

  constructor(skipsWaits: boolean) {
    this.#skipsWaits = skipsWaits;
    this.transport = {
      send: (request) => this.#send(request),
      close: async () => undefined,
      destroy: async () => undefined,
    };
  }

  get unexpected(): readonly UnexpectedCallError[] {
    return this.#unexpected;
  }

  declare(declaration: Declaration): void {
    this.#names.set(operationKey(declaration.operation), declaration.name);
    this.#declarations.push(declaration);
  }

  callsOf(operation: OperationDescriptor): readonly AnyCall[] {
    const key = operationKey(operation);
    return this.#calls.filter((entry) => entry.key === key).map(({ call }) => call);
  }

  verify(): void {
    const [first] = this.#unexpected;
    if (first !== undefined) throw first;
    const unused = this.#declarations.filter(({ answers }) => answers.unused > 0);
    if (unused.length === 0) return;
    const lines = unused.map((one) => `  ${describeInMockServer(one)}: ${one.answers.unused} not asked for`);
    throw new MockError(`Declared answers that no call has asked for:\n${lines.join("\n")}`);
  }

  clear(): void {
    this.#declarations = [];
    this.#calls = [];
    this.#unexpected = [];
  }

  async #send(request: TransportRequest): Promise<TransportResponse> {
    const { attemptOf, abort } = request;
    if (this.#skipsWaits) skipWaits(abort);
    const call = await recordCall(request);
    if (abort.reason !== undefined) throw abort.reason;
    // The runtime's own requests: they get access tokens.
    if (attemptOf === undefined) return toTransportResponse(tokenAnswer(++this.#tokens), request);
    this.#calls.push({ key: operationKey(attemptOf.operation), call });
    return toTransportResponse(this.#answer(attemptOf.operation, call), request);
  }

  #answer(operation: OperationDescriptor, call: AnyCall): AnswerInFakeResponse {
    const key = operationKey(operation);
    // The latest first: it wins.
    const own = this.#declarations.filter((one) => operationKey(one.operation) === key).reverse();
    const fitting = own.find((one) => one.answers.hasMore && mismatches(one, call).length === 0);
    const answer = fitting?.answers.take(call.params);
    if (answer !== undefined) return answer;
    const error = new UnexpectedCallError(this.#explain(operation, call, own));
    this.#unexpected.push(error);
    throw error;
  }

  #explain(operation: OperationDescriptor, call: AnyCall, own: readonly Declaration[]): string {
    const name = this.#names.get(operationKey(operation)) ?? operation.id;
    const head = `Unexpected call: ${name}(${show(call.params)}), ${call.method} ${call.url}`;
    const [closest] = [...own].sort((left, right) => mismatches(left, call).length - mismatches(right, call).length);
    if (closest !== undefined) {
      const wrong = mismatches(closest, call);
      const why = wrong.length > 0 ? wrong.join("; ") : "its answers have all been given";
      return `${head}\n  Closest declared: ${describeInMockServer(closest)}: ${why}`;
    }
    const others = [...new Set(this.#declarations.map(describeInMockServer))];
    const declared = others.length === 0 ? "no call at all" : others.slice(-3).join(", ");
    return `${head}\n  Nothing is declared for ${name}; declared is ${declared}`;
  }
}

/** `test-access-token`, then `test-access-token-2`, …; each lives an hour. */
function tokenAnswer(count: number): AnswerInFakeResponse {
  const token = `test-access-token${count === 1 ? "" : `-${count}`}`;
  return {
    kind: "response",
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: 3_600 }),
  };
}

function describeInMockServer({ name, params }: Declaration): string {
  return `${name}(${params === undefined ? "" : show(params)})`;
}

/** Variants of an operation (its whole answer, its stream) are one. */
function operationKey({ id, method, path }: OperationDescriptor): string {
  return `${id} ${method} ${path}`;
}

function mismatches({ params }: Declaration, call: AnyCall): readonly string[] {
  if (params === undefined) return [];
  if (typeof params !== "function") return differences(params, call.params);
  return params(call.params) === true ? [] : ["the function says no"];
}
// #endregion

// #region testing/find-operation.ts
/** Thrown by the client that only listens. */
class Listened {
  readonly operation: OperationDescriptor;

  constructor(operation: OperationDescriptor) {
    this.operation = operation;
  }
}

/** Makes a client tell which operation it is asked for, instead of calling it. */
function listenOnly(client: object): void {
  Reflect.defineProperty(client, "call", {
    value: (operation: OperationSource) => {
      throw new Listened(readOperation(operation));
    },
  });
}

/**
 * The descriptor behind a generated function, which keeps it to itself: it hands it to the client. Undefined for what is
 * no such function.
 */
function findOperation(call: () => unknown): OperationDescriptor | undefined {
  try {
    const result = call();
    // A list's first request has begun; nobody need know what comes of it.
    if (result instanceof PagePromise) {
      result.catch(() => undefined);
      return PagePromise.operationOf(result);
    }
    // An operation that streams on request waits for what is asked of its result.
    if (typeof result === "object" && result !== null && "stream" in result && typeof result.stream === "function")
      result.stream();
    return undefined;
  } catch (error) {
    return error instanceof Listened ? operationOf(error.operation) : undefined;
  }
}
// #endregion

// #region testing/operation-lookup.ts
interface OperationLookup {
  readonly resources: readonly {
    readonly name: string;
    readonly methods: readonly string[];
    find(method: string): OperationDescriptor;
  }[];
  /** By the name of its function in `operations/`. */
  byFunction(name: string): OperationDescriptor;
}

/** Finds operations by the names that users call them by. `client` is used for nothing else any more. */
function builtOperations(client: object, modules: readonly object[]): OperationLookup {
  listenOnly(client);
  return {
    resources: Object.entries(client).map(([name, resource]) => ({
      name,
      methods: methodNames(resource),
      find: (method) => found(() => Reflect.get(resource, method).call(resource, {}), `${name}.${method}`),
    })),
    byFunction: (name) => {
      const module = modules.find((candidate) => Object.hasOwn(candidate, name));
      return found(() => (module === undefined ? undefined : Reflect.get(module, name)(client, {})), name);
    },
  };
}

function methodNames(resource: object): readonly string[] {
  const prototype: unknown = Object.getPrototypeOf(resource);
  if (typeof prototype !== "object" || prototype === null || prototype === Object.prototype) return [];
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
}

function found(call: () => unknown, name: string): OperationDescriptor {
  const operation = findOperation(call);
  if (operation !== undefined) return operation;
  throw new MockError(`There is no operation ${name}`);
}
// #endregion

// #region testing/mock-api.ts
/** What the generated `testing.ts` knows. */
export interface MockKit<Client, Options> {
  readonly connect: (options: Options) => Client;
  /** The modules of `operations/`: their functions by name. */
  readonly modules: readonly object[];
  /** By scheme, for those that the test gives none. */
  readonly credentials: Readonly<Record<string, Credential>>;
}

/** Never asked: `.test` is nobody's (RFC 6761). */
const nowhere = "https://api.test";

/** A client whose requests go nowhere, and what answers them. The generated `testing.ts` calls it. */
export function mockApi<Client extends object, Options extends object, Operations>(
  kit: MockKit<Client, Options>,
  options: MockOptions<Options>,
): MockApi<Client, Operations> {
  const server = new MockServer(skipsWaits(options));
  const { client, lookup, clock } = connectKit(kit, options, server.transport);
  const calls = (name: string): readonly AnyCall[] => server.callsOf(lookup.byFunction(name));
  const mock = mockResources(lookup, server, calls);
  const api = {
    client,
    mock,
    calls,
    get unexpected(): readonly Error[] {
      return server.unexpected;
    },
    get clock(): FakeClock {
      return clock();
    },
    verify: () => server.verify(),
    clear: () => server.clear(),
  };
  // What the types say of the resources is what the lookup finds by the same names.
  return api as unknown as MockApi<Client, Operations>;
}

/** Whether waits between attempts take no time. */
function skipsWaits({ realWaits, clock }: MockSettings): boolean {
  return realWaits !== true && clock === undefined;
}

interface ConnectedKit<Client> {
  readonly client: Client;
  readonly lookup: OperationLookup;
  /** @throws MockError where the test has given none */
  readonly clock: () => FakeClock;
}

/** A client on a transport of the test kit, with made-up credentials. */
function connectKit<Client extends object, Options extends object>(
  kit: MockKit<Client, Options>,
  settings: MockOptions<Options>,
  server: Transport,
): ConnectedKit<Client> {
  const { realWaits: _realWaits, clock, ...options }: MockSettings & ClientOptions = settings;
  const given: ClientOptions = {
    baseUrl: nowhere,
    // The pauses that a server asks for are waited by the limiter of all calls, which no single one can skip.
    ...(clock === undefined ? { rateLimit: false } : { [sharedState]: { clock } }),
    ...options,
    auth: { ...standIns(kit.credentials, options), ...options.auth },
  };
  // `Options` is what the generated client says of these very options.
  const connect = (transport: Transport): Client => kit.connect({ ...given, transport: () => transport } as Options);
  return {
    client: connect(server),
    lookup: builtOperations(connect(deafTransport), kit.modules),
    clock: () => clock ?? noClock(),
  };
}

function noClock(): never {
  throw new MockError("This client has the machine's clock. To move time by hand, give it one: `clock: fakeClock()`");
}

/** Of the client that is only asked for its operations. */
const deafTransport: Transport = {
  send: () => Promise.reject(new MockError("This client is only asked for its operations")),
  close: async () => undefined,
  destroy: async () => undefined,
};

/** What stands under `auth` wins over the top level, so nothing may be made up for what is given there. */
function standIns(credentials: Readonly<Record<string, Credential>>, options: ClientOptions): typeof credentials {
  const missing = Object.entries(credentials).filter(([name]) => topLevelCredential(options, name) === undefined);
  return Object.fromEntries(missing);
}

/** Properties that are worked out when they are first asked for: an API may have thousands of operations. */
function mockResources(
  lookup: OperationLookup,
  server: MockServer,
  calls: (name: string) => readonly AnyCall[],
): object {
  const root: object = { calls };
  for (const resource of lookup.resources) {
    defineLazily(root, resource.name, () => {
      const methods: object = {};
      for (const method of resource.methods)
        defineLazily(methods, method, () => mockOperation(resource.find(method), `${resource.name}.${method}`, server));
      return methods;
    });
  }
  return root;
}

function defineLazily(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = make();
      Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
      return value;
    },
  });
}

function mockOperation(operation: OperationDescriptor, name: string, server: MockServer): object {
  const declare = (params: unknown): AnswerList => {
    const answers = new AnswerList(operation);
    server.declare({ operation, name, params, answers });
    return answers;
  };
  return Object.defineProperty(declare, "calls", { get: () => server.callsOf(operation) });
}
// #endregion

// #region testing/msw-types.ts
export interface MswOptions {
  /** The address that the client asks: what else is asked is left to other handlers. `*`: any. Default: the document's. */
  readonly baseUrl?: string | undefined;
}

/** `handlers.pets.get({ petId: 7 }).reply(200, pet)` is a handler for `setupServer` and `setupWorker`. */
export type MswHandlers<Client, Handler> = {
  readonly [Name in Exclude<keyof Client, keyof ApiClient>]: {
    readonly [Method in keyof Client[Name]]: MswOperation<Client[Name][Method], Handler>;
  };
};

/**
 * A handler for calls with these parameters: with all that are named here, whatever the others are. They are compared as they
 * are sent; parameters that are objects, forms and cookies are not looked at: a function decides for itself, and is given texts.
 */
export type MswOperation<Method, Handler> = (
  params?: MatchedParams<MethodParams<Method>>,
) => Answers<ResultOf<Method>> & Handler;
// #endregion

// #region testing/msw-handlers.ts
/** What is used of MSW's `http`. Its handlers are of its own making. */
export interface MswHttp<Handler> {
  all(path: string, resolver: (info: { readonly request: Request }) => Promise<Response | undefined>): Handler;
}

/** Handlers of MSW (2.x) for each operation. The generated `testing.msw.ts` calls it. */
export function mswHandlers<Client extends object, Options extends object, Handler extends object>(
  kit: MockKit<Client, Options>,
  http: MswHttp<Handler>,
  { baseUrl }: MswOptions,
): MswHandlers<Client, Handler> {
  // Only asked for its operations and its address; `Options` are those of a client.
  const client = kit.connect({ transport: () => deafTransport } as Options);
  const base = baseUrl ?? addressOfClient(client);
  const lookup = builtOperations(client, kit.modules);
  const root: object = {};
  for (const resource of lookup.resources) {
    defineLazily(root, resource.name, () => {
      const methods: object = {};
      for (const method of resource.methods) {
        const declare = (params: unknown): Handler =>
          handlerFor({ operation: resource.find(method), params, base }, http);
        Object.defineProperty(methods, method, { value: declare, enumerable: true });
      }
      return methods;
    });
  }
  // What the types say of the resources is what the lookup finds by the same names.
  return root as MswHandlers<Client, Handler>;
}

/** `*` where the document has no address of its own. */
function addressOfClient(client: object): string {
  const shown: unknown = "toJSON" in client && typeof client.toJSON === "function" ? client.toJSON() : undefined;
  const baseUrl = isPlainInMatch(shown) ? shown["baseUrl"] : undefined;
  return typeof baseUrl === "string" ? baseUrl : "*";
}

interface HandlerInit {
  readonly operation: OperationDescriptor;
  readonly params: unknown;
  readonly base: string;
}

const answerNames = [
  "reply",
  "replyOnce",
  "error",
  "rateLimit",
  "timeout",
  "reset",
  "pages",
  "stream",
  "undeclared",
] as const;

/** A handler of MSW that is told its answers as a mock is. What does not fit it leaves to the handlers behind it. */
function handlerFor<Handler extends object>({ operation, params, base }: HandlerInit, http: MswHttp<Handler>): Handler {
  const answers = new AnswerList(operation);
  const pattern = addressPattern(base, operation.path);
  const handler = http.all("*", async ({ request }) => {
    const path = request.method === operation.method ? pattern.exec(withoutQuery(request.url)) : null;
    if (path === null || !answers.hasMore) return undefined;
    const given = await readParams(operation, request, path.slice(1));
    if (!fits(params, given)) return undefined;
    const answer = answers.take(given);
    return answer && respond(answer, request.url);
  });
  for (const name of answerNames) {
    const declare = (...given: readonly unknown[]): Handler => {
      Reflect.apply(answers[name], answers, given);
      return handler;
    };
    Object.defineProperty(handler, name, { value: declare });
  }
  return handler;
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** `https://api.example.com/pets/{petId}`; `*` as the address stands for any. */
function addressPattern(base: string, path: string): RegExp {
  const start = base === "*" ? ".*" : literally(withoutFinalSlashes(base));
  const template = path.split(/\{[^{}]*\}/).map(literally);
  return new RegExp(`^${start}${template.join("([^/]*)")}$`);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

type Read = Readonly<Record<string, unknown>>;

/** What was sent, by the names of the operation's parameters: texts, lists of texts, and the body as JSON or text. */
async function readParams(
  { path, params = [] }: OperationDescriptor,
  request: Request,
  values: readonly string[],
): Promise<Read> {
  const read: Record<string, unknown> = Object.create(null);
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const query = new URL(request.url).searchParams;
  for (const param of params) {
    const name = param.wireName ?? param.name;
    const sent = query.getAll(name);
    if (param.in === "path") read[param.name] = decodeURIComponent(values[names.indexOf(name)] ?? "");
    else if (param.in === "query" && sent.length > 0) read[param.name] = sent.length === 1 ? sent[0] : sent;
    else if (param.in === "header") read[param.name] = request.headers.get(name) ?? undefined;
  }
  // The handlers behind this one read it, too.
  const text = await request.clone().text();
  if (text !== "") read["body"] = parsedBody(text);
  return read;
}

function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fits(expected: unknown, read: Read): boolean {
  if (expected === undefined) return true;
  if (typeof expected === "function") return expected(read) === true;
  if (!isPlainInMatch(expected)) return false;
  return Object.entries(expected).every(([name, value]) =>
    name === "body" ? holds(value, read["body"]) : value === undefined || wireText(value) === wireText(read[name]),
  );
}

/** On the wire `7` is a text, and a list may be one with commas. */
function wireText(value: unknown): string {
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** All that is named is there, and as it is named. */
function holds(expected: unknown, actual: unknown): boolean {
  if (!isPlainInMatch(expected)) return JSON.stringify(expected) === JSON.stringify(actual);
  return isPlainInMatch(actual) && Object.entries(expected).every(([key, value]) => holds(value, actual[key]));
}

/** A timeout is one of the client's own: no answer ever comes. */
function respond(answer: AnswerInFakeResponse, url: string): Response | Promise<Response> {
  if (answer.kind === "timeout") return new Promise(() => undefined);
  if (answer.kind === "reset") return Response.error();
  const { status } = answer;
  return new Response(answeringBody(answer), { status, headers: answeringHeaders(answer, url) });
}
// #endregion

// #region testing/cassette-secrets.ts
/** What must not be in a cassette: it is committed beside the tests. */


const hidden = "REDACTED";

/** Of members, parameters and headers whose values are secrets, whoever sends them. */
const secretName =
  "[\\w.-]*(?:password|passwd|secret|api_?-?key|(?:access|refresh|id|auth|session|bearer)_?-?token|token|" +
  "client_?-?secret|private_?-?key|signature|authorization|cookie)";

/** Cursors are no secrets, and without them a page is not found again. */
const cursorName = /(?:page|next|continuation|cursor|sync|previous|prev)_?-?token$/i;

/** Say how the body came over the wire, or hold secrets alone. */
const droppedHeaders =
  /^(?:content-(?:encoding|length)|transfer-encoding|connection|keep-alive|set-cookie2?|alt-svc|report-to|nel)$/i;

/** Values of which a form may be found elsewhere: in JSON, in a query, in a form. */
function secretForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ v: secret }).toString().slice(2),
      JSON.stringify(secret).slice(1, -1),
    ]);
  // The longest first: one may be a part of another.
  return [...new Set(forms)].sort((left, right) => right.length - left.length);
}

/** A path with its query. */
function cleanPath(path: string, secrets: readonly string[]): string {
  const start = path.indexOf("?");
  if (start < 0) return removeSecrets(path, secrets);
  const pairs = path
    .slice(start + 1)
    .split("&")
    .map(cleanPair);
  return removeSecrets(`${path.slice(0, start)}?${pairs.join("&")}`, secrets);
}

function cleanPair(pair: string): string {
  const end = pair.indexOf("=");
  return end > 0 && isSecretName(pair.slice(0, end)) ? `${pair.slice(0, end)}=${hidden}` : pair;
}

function isSecretName(name: string): boolean {
  return new RegExp(`^${secretName}$`, "i").test(name) && !cursorName.test(name);
}

/** A body that is text: JSON members and fields of forms by their names, and all secrets that are known. */
function cleanText(text: string, contentType: string, secrets: readonly string[]): string {
  if (contentType.includes("x-www-form-urlencoded"))
    return removeSecrets(text.split("&").map(cleanPair).join("&"), secrets);
  const member = new RegExp(`"(${secretName})"(\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, "gi");
  const cleaned = text.replace(member, (whole, name: string, colon: string) =>
    cursorName.test(name) ? whole : `"${name}"${colon}"${hidden}"`,
  );
  return removeSecrets(cleaned, secrets);
}

/** By allow-list: nobody compares them. */
function cleanRequestHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => isHarmlessHeader(name) && !droppedHeaders.test(name));
  return Object.fromEntries(shown.map(([name, value]) => [name, removeSecrets(value, secrets)]));
}

/** All that the client may read, but what is secret by its name or its value. */
function cleanResponseHeaders(
  headers: Iterable<readonly [string, string]>,
  secrets: readonly string[],
): Record<string, string> {
  const kept = [...headers].filter(([name]) => !droppedHeaders.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, isSecretName(name) ? hidden : removeSecrets(value, secrets)]),
  );
}

/** A boundary is made up for each request. */
function withoutBoundary(text: string, contentType: string): string {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  return boundary === undefined ? text : text.replaceAll(boundary, "boundary");
}
// #endregion

// #region testing/recorded-body.ts
/** Told of what was read, once: when it has ended, failed, or nobody wants more of it. */
type OnRecorded = (bytes: Uint8Array, isComplete: boolean) => void;

/** Hands a body on, and keeps what went through. */
class RecordedBody implements ResponseBody {
  readonly #body: ResponseBody;
  readonly #onRecorded: OnRecorded;
  readonly #chunks: Uint8Array[] = [];
  #isTold = false;

  constructor(body: ResponseBody, onRecorded: OnRecorded) {
    this.#body = body;
    this.#onRecorded = onRecorded;
  }

  async bytes(limit?: number): Promise<Bytes> {
    try {
      const bytes = await this.#body.bytes(limit);
      this.#chunks.push(bytes);
      this.#tell(limit === undefined || bytes.byteLength < limit);
      return bytes;
    } catch (error) {
      this.#tell(false);
      throw error;
    }
  }

  stream(): ReadableStream<Bytes> {
    const reader = this.#body.stream().getReader();
    return new ReadableStream<Bytes>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            if (done) {
              this.#tell(true);
              controller.close();
              return;
            }
            this.#chunks.push(value);
            controller.enqueue(value);
          } catch (error) {
            this.#tell(false);
            controller.error(error);
          }
        },
        cancel: async (reason) => {
          this.#tell(false);
          await reader.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  discard(): void {
    this.#tell(false);
    this.#body.discard();
  }

  #tell(isComplete: boolean): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const bytes = new Uint8Array(this.#chunks.reduce((size, chunk) => size + chunk.byteLength, 0));
    let offset = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, offset);
      offset += chunk.byteLength;
    }
    this.#onRecorded(bytes, isComplete);
  }
}
// #endregion

// #region testing/test-files.ts
/** What is used of `node:fs`. */
interface FileSystemSync {
  readFileSync(path: string, encoding: "utf8"): string;
  writeFileSync(path: string, text: string): void;
  mkdirSync(path: string, options: { readonly recursive: true }): void;
}

/** @throws MockError where there is no such file, or the platform has no files */
function readTestFile(path: string): string {
  const files = fileSystem(path);
  try {
    return files.readFileSync(path, "utf8");
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MockError(`The cassette can't be read: ${message}. Record it with \`record(client, …)\``);
  }
}

/** Makes the folder where there is none. */
function writeTestFile(path: string, text: string): void {
  const files = fileSystem(path);
  const folder = path.replace(/[^/\\]*$/, "");
  if (folder !== "") files.mkdirSync(folder, { recursive: true });
  files.writeFileSync(path, text);
}

function fileSystem(path: string): FileSystemSync {
  const files = builtinModule("node:fs");
  if (isFiles(files)) return files;
  throw new MockError(`This platform has no files: give \`replay\` the cassette itself instead of ${path}`);
}

function isFiles(value: unknown): value is FileSystemSync {
  return typeof value === "object" && value !== null && "readFileSync" in value && "writeFileSync" in value;
}
// #endregion

// #region testing/record.ts
export interface RecordOptions {
  /**
   * Values that must not be in the cassette, besides those that are left out anyway: the client's credentials wherever they
   * stand, headers that are not known to be harmless, and what is called a password, a secret, a key or a token.
   */
  readonly secrets?: readonly string[] | undefined;
}

/** Real exchanges that are kept, to be replayed without a network. */
export interface Recording<Client> {
  /** Use it in place of the client that was given: it has the same options and connections. */
  readonly client: Client;
  /** What was recorded so far. */
  readonly cassette: Cassette;
  /** Writes the cassette, with its folder. @throws MockError where no path was given, or the platform has no files */
  save(): Promise<void>;
}

/**
 * Records what the client sends and gets, attempt by attempt; `save()` writes it to `path`, as JSON. Secrets are left out.
 * Requests for access tokens and attempts without an answer are not recorded.
 */
export function record<Client extends ApiClient>(
  client: Client,
  path?: string,
  options: RecordOptions = {},
): Recording<Client> {
  const connections = insidesOf(client).share?.();
  if (connections === undefined) throw new MockError("Only a whole client can be recorded, not a lean one");
  const tape = new Tape(connections, options.secrets ?? []);
  const given: ClientOptions = { transport: tape };
  const { name, version, baseUrl } = client.toJSON();
  const currentCassette = (): Cassette => ({
    format: 1,
    api: `${name} ${version}`,
    ...(typeof baseUrl === "string" ? { baseUrl } : {}),
    exchanges: tape.exchanges,
  });
  return {
    client: client.with(given),
    get cassette() {
      return currentCassette();
    },
    save: async () => {
      if (path === undefined) throw new MockError("There is no path to save the cassette to: record(client, path)");
      writeTestFile(path, `${JSON.stringify(currentCassette(), null, 2)}\n`);
    },
  };
}

type Recorded = { -readonly [Key in keyof Exchange]: Exchange[Key] };

/** Hands requests on to the real transport. */
class Tape implements Transport {
  readonly #transport: Transport;
  readonly #secrets: readonly string[];
  /** In the order in which they were sent; undefined until there is an answer. */
  readonly #exchanges: (Recorded | undefined)[] = [];

  constructor(transport: Transport, secrets: readonly string[]) {
    this.#transport = transport;
    this.#secrets = secrets;
  }

  get acceptEncoding(): string | undefined {
    return this.#transport.acceptEncoding;
  }

  get exchanges(): readonly Exchange[] {
    // TypeScript before 5.5 sees no type guard in a plain comparison.
    return this.#exchanges.flatMap((exchange) => (exchange === undefined ? [] : [exchange]));
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { attemptOf, body } = request;
    if (attemptOf === undefined) return this.#transport.send(request);
    const place = this.#exchanges.push(undefined) - 1;
    const bytes = body === undefined ? undefined : await requestBytes(body);
    // A stream has been read; a text stays one.
    const sent = typeof body === "string" ? body : bytes;
    const response = await this.#transport.send({ ...request, body: sent });
    const secrets = secretForms([...attemptOf.call.secrets(), ...this.#secrets]);
    const exchange: Recorded = {
      operationId: attemptOf.operation.id,
      request: recordedRequest(request, bytes, secrets),
      response: {
        status: response.status,
        headers: cleanResponseHeaders(response.headers, secrets),
        partial: true,
      },
    };
    this.#exchanges[place] = exchange;
    const contentType = response.headers.get("content-type") ?? "";
    const onRecorded = (read: Uint8Array, isComplete: boolean): void => {
      const { partial: _partial, ...rest } = exchange.response;
      const content = cleanContent(read, contentType, secrets);
      exchange.response = { ...rest, ...(content && { body: content }), ...(isComplete ? {} : { partial: true }) };
    };
    return { ...response, body: new RecordedBody(response.body, onRecorded) };
  }

  async close(): Promise<void> {
    // The connections are those of the client that is recorded.
  }

  async destroy(): Promise<void> {
    // As above.
  }
}

function recordedRequest(
  { method, path, headers }: TransportRequest,
  bytes: Uint8Array | undefined,
  secrets: readonly string[],
): Exchange["request"] {
  const content = bytes && cleanContent(bytes, headers["content-type"] ?? "", secrets);
  return {
    method,
    path: cleanPath(path, secrets),
    headers: cleanRequestHeaders(headers, secrets),
    ...(content && { body: content }),
  };
}

/** A body as it stands in a cassette. */
function cleanContent(
  bytes: Uint8Array,
  contentType: string,
  secrets: readonly string[],
): RecordedContent | undefined {
  const content = toRecordedContent(bytes);
  if (content === undefined || !("text" in content)) return content;
  return { text: withoutBoundary(cleanText(content.text, contentType, secrets), contentType) };
}
// #endregion

// #region testing/replay.ts
/** A client that is answered from a cassette. The generated `testing.ts` calls it. @throws MockError where it can't be read */
export function replayApi<Client extends object, Options extends object, Operations>(
  kit: MockKit<Client, Options>,
  given: Cassette | string,
  options: MockOptions<Options>,
): ReplayedApi<Client, Operations> {
  const cassette = typeof given === "string" ? parseCassette(readTestFile(given), given) : given;
  const server = new ReplayServer(cassette, skipsWaits(options));
  const { baseUrl } = cassette;
  const { client, lookup, clock } = connectKit(kit, baseUrl === undefined ? options : { baseUrl, ...options }, server);
  const api = {
    client,
    calls: (name: string): readonly AnyCall[] => server.callsOf(lookup.byFunction(name)),
    get clock() {
      return clock();
    },
    get unexpected(): readonly Error[] {
      return server.unexpected;
    },
    verify: () => server.verify(),
  };
  // What the types say of the calls is what the lookup finds by the same names.
  return api as unknown as ReplayedApi<Client, Operations>;
}

/** What is compared: the request as it would stand in the cassette. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: RecordedContent | undefined;
}

/** Stands where the network would be, and answers what was recorded. */
class ReplayServer implements Transport {
  readonly unexpected: UnexpectedCallError[] = [];
  readonly #exchanges: readonly Exchange[];
  readonly #skipsWaits: boolean;
  readonly #used = new Set<Exchange>();
  readonly #calls: { readonly key: string; readonly call: AnyCall }[] = [];
  #tokens = 0;

  constructor({ exchanges }: Cassette, skips: boolean) {
    this.#exchanges = exchanges;
    this.#skipsWaits = skips;
  }

  async send(request: TransportRequest): Promise<TransportResponse> {
    const { attemptOf, abort, body, headers } = request;
    if (this.#skipsWaits) skipWaits(abort);
    if (attemptOf === undefined) {
      this.#tokens += 1;
      return toTransportResponse(tokenAnswer(this.#tokens), request);
    }
    const bytes = body === undefined ? undefined : await requestBytes(body);
    const call = await recordCall({ ...request, body: bytes });
    if (abort.reason !== undefined) throw abort.reason;
    this.#calls.push({ key: operationKey(attemptOf.operation), call });
    const secrets = secretForms(attemptOf.call.secrets());
    const content = bytes && cleanContent(bytes, headers["content-type"] ?? "", secrets);
    return toTransportResponse(
      this.#answer({ ...call, path: cleanPath(request.path, secrets), body: content }),
      request,
    );
  }

  callsOf(operation: OperationDescriptor): readonly AnyCall[] {
    const key = operationKey(operation);
    return this.#calls.filter((entry) => entry.key === key).map(({ call }) => call);
  }

  verify(): void {
    const [first] = this.unexpected;
    if (first !== undefined) throw first;
    const unused = this.#exchanges.filter((exchange) => !this.#used.has(exchange));
    if (unused.length === 0) return;
    const lines = unused.map(({ request }) => `  ${request.method} ${request.path}`);
    throw new MockError(`Recorded, but not asked for:\n${lines.join("\n")}`);
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  async destroy(): Promise<void> {
    // As above.
  }

  /** Each exchange answers once, in the order in which they were recorded; the last one of its kind goes on answering. */
  #answer(asked: Asked): AnswerInFakeResponse {
    const fitting = this.#exchanges.filter((exchange) => misfits(exchange, asked).length === 0);
    const found = fitting.find((exchange) => !this.#used.has(exchange)) ?? fitting.at(-1);
    if (found === undefined) {
      const error = new UnexpectedCallError(this.#explain(asked));
      this.unexpected.push(error);
      throw error;
    }
    this.#used.add(found);
    const { status, headers, body, partial } = found.response;
    // What came behind it nobody knows.
    return { kind: "response", status, headers, body: body && fromRecordedContent(body), breaks: partial };
  }

  #explain(asked: Asked): string {
    const head = `Not recorded: ${asked.method} ${asked.path}`;
    const near = this.#exchanges.map((exchange) => ({ exchange, why: misfits(exchange, asked) }));
    const [closest] = near.sort((left, right) => weight(left.why) - weight(right.why));
    if (closest === undefined) return `${head}\n  The cassette is empty: record it again`;
    const { method, path } = closest.exchange.request;
    return `${head}\n  Closest recorded: ${method} ${path}: ${closest.why.map(({ text }) => text).join("; ")}`;
  }
}

interface Misfit {
  /** How far from the request it leads. */
  readonly weight: number;
  readonly text: string;
}

function weight(misfits: readonly Misfit[]): number {
  return misfits.reduce((sum, misfit) => sum + misfit.weight, 0);
}

/** Why an exchange is not the answer; nothing where it is. */
function misfits({ request }: Exchange, asked: Asked): readonly Misfit[] {
  const found: Misfit[] = [];
  const [path, query] = parted(asked.path);
  const [recordedPath, recordedQuery] = parted(request.path);
  if (path !== recordedPath) found.push({ weight: 100 - common(path, recordedPath), text: `the path is ${path}` });
  if (asked.method !== request.method) found.push({ weight: 30, text: `the method is ${asked.method}` });
  const [recordedValues, values] = [queryValues(recordedQuery), queryValues(query)];
  for (const text of differences(recordedValues, disguised(values, recordedValues), "query"))
    found.push({ weight: 3, text });
  for (const name of Object.keys(values))
    if (!Object.hasOwn(recordedValues, name)) found.push({ weight: 3, text: `query.${name} was not sent then` });
  for (const text of bodyDifferences(request.body, asked.body)) found.push({ weight: 1, text });
  return found;
}

function parted(path: string): readonly [path: string, query: string] {
  const start = path.indexOf("?");
  return start < 0 ? [path, ""] : [path.slice(0, start), path.slice(start + 1)];
}

/** Beginning letters that two paths share, up to 50. */
function common(left: string, right: string): number {
  let length = 0;
  while (length < 50 && length < left.length && left[length] === right[length]) length += 1;
  return length;
}

/** By name, in any order of the names. */
function queryValues(query: string): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = Object.create(null);
  // Browsers' types don't let it be walked otherwise.
  new URLSearchParams(query).forEach((value, name) => {
    values[name] = [...(values[name] ?? []), value];
  });
  return values;
}

function bodyDifferences(recorded: RecordedContent | undefined, asked: RecordedContent | undefined): readonly string[] {
  const left = comparable(recorded);
  const right = disguised(comparable(asked), left);
  return [...new Set([...differences(left, right, "body"), ...reversed(differences(right, left, "body"))])];
}

/** What is sent, but was not recorded. */
function reversed(texts: readonly string[]): readonly string[] {
  return texts
    .filter((text) => / is undefined, expected /.test(text))
    .map((text) => text.replace(/ is undefined, expected /, " was not sent then, now "));
}

/** What is asked, with the recorded text wherever that hides a secret: whatever stands there now is as good. */
function disguised(asked: unknown, recorded: unknown): unknown {
  if (typeof asked === "string" && typeof recorded === "string") return isDisguise(recorded, asked) ? recorded : asked;
  if (Array.isArray(asked) && Array.isArray(recorded))
    return asked.map((item, index) => disguised(item, recorded[index]));
  if (!isPlainInMatch(asked) || !isPlainInMatch(recorded)) return asked;
  return Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, disguised(value, recorded[key])]));
}

function isDisguise(recorded: string, asked: string): boolean {
  const parts = recorded.split("REDACTED");
  if (parts.length === 1) return false;
  let at = 0;
  return parts.every((part, index) => {
    const found = index === 0 ? (asked.startsWith(part) ? 0 : -1) : asked.indexOf(part, at);
    at = found + part.length;
    return found >= 0;
  });
}

function comparable(content: RecordedContent | undefined): unknown {
  if (content === undefined || !("text" in content)) return content;
  try {
    return JSON.parse(content.text);
  } catch {
    return content.text;
  }
}
// #endregion
