/**
 * A small value that a zod schema accepts, the same each time: made by the schema's structure, then mended by what the schema
 * itself says of it. https://zod.dev/packages/core describes `_zod.def`.
 */
import type * as z from "zod";
import type { Schema } from "../contract.js";
import { adoptExample } from "./adopt-example.js";
import { completed, joinValues, toldApart } from "./combine-values.js";
import { accepts, anything, mend, mendKeeping, settle, type Tried } from "./try-value.js";

type ZodType = z.core.$ZodType;
type ZodDefinition = z.core.$ZodTypes["_zod"]["def"];

/** So many values of one schema are tried in what holds it. */
const maxCandidates = 4;
/** So many options of a union are looked at: some have hundreds, which are alike. */
const maxOptions = 24;
/** Schemas that are entered for one value. What is left of a schema that is larger is left out where it can be. */
const maxEntered = 20_000;

/** What is shown as values of a named schema. */
export type ExamplesOf = (schema: ZodType) => readonly unknown[];

/** As it goes over the wire. Where none is accepted, the likeliest: whoever uses it checks it. */
export function makeValue(schema: Schema, examplesOf: ExamplesOf = noExamples): unknown {
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
    if (found.length === 0 || accepts(union, found[0])) return found;
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
