import type { ObjectSchema, Property, Schema } from "../../model/schema.js";
import type { Impact, Reporter } from "./change.js";
import { resolved, type Side, typeText } from "./side.js";

/**
 * Where the values of a type come from. What a caller gives may only become more permissive, what a caller gets only
 * more precise: a new required property breaks the one and not the other.
 */
export type Direction = "request" | "response";

export interface SchemaDiff {
  readonly before: Side;
  readonly after: Side;
  readonly direction: Direction;
  readonly report: Reporter;
}

interface ChoicePlace {
  readonly place: string;
  /** Constants stay what they are, whatever is said of enums. */
  readonly areClosed: boolean;
}

/** Compares the types of two schemas; `place` is where they stand: "the parameter `limit`", "`owner.name`". */
export function diffSchema(before: Schema, after: Schema, place: string, diff: SchemaDiff): void {
  new Comparison(diff).compare(before, after, place);
}

class Comparison {
  readonly #diff: SchemaDiff;
  /** Pairs of named schemas that are being compared, or are: recursion ends there. */
  readonly #seen = new Set<string>();

  constructor(diff: SchemaDiff) {
    this.#diff = diff;
  }

  compare(before: Schema, after: Schema, place: string): void {
    if (before.kind === "reference" && after.kind === "reference") {
      const [old, now] = [this.#nameOf(before, "before"), this.#nameOf(after, "after")];
      this.#compareNull(before, after, place);
      // Under the same name, what changed is told once, of the model itself.
      if (old === now || this.#seen.has(`${old} ${now}`)) return;
      this.#seen.add(`${old} ${now}`);
      const [inner, nowInner] = [this.#at(before, "before"), this.#at(after, "after")];
      this.compare({ ...inner, nullable: false }, { ...nowInner, nullable: false }, place);
      return;
    }
    this.compareParts(this.#at(before, "before"), this.#at(after, "after"), place, [before, after]);
  }

  /** Compares what schemas are made of, whatever their names. `shown` is what to call them. */
  compareParts(before: Schema, after: Schema, place: string, shown: readonly [Schema, Schema] = [before, after]): void {
    this.#compareNull(before, after, place);
    const [old, now] = [choices(before), choices(after)];
    const [oldText, nowText] = this.#texts(...shown);
    if (before.kind === "object" && after.kind === "object") this.#compareObjects(before, after, place);
    else if (before.kind === "array" && after.kind === "array")
      this.compare(before.items, after.items, `an item of ${place}`);
    else if (old && now)
      this.#compareChoices(old, now, { place, areClosed: before.kind === "const" && after.kind === "const" });
    else if (oldText === nowText && before.kind === after.kind) return;
    else if (before.kind === "union" && after.kind === "union")
      this.#compareUnions(before.variants, after.variants, place);
    else this.#diff.report(this.#impactOf(before, after), `${place} is ${nowText} instead of ${oldText}`);
  }

  #at(schema: Schema, side: "before" | "after"): Schema {
    return resolved(schema, this.#diff[side]);
  }

  #nameOf(schema: Schema, side: "before" | "after"): string {
    return typeText({ ...schema, nullable: false }, this.#diff[side]);
  }

  #texts(before: Schema, after: Schema): readonly [string, string] {
    // Whether null is among the values is told apart.
    const bare = (schema: Schema): Schema => ({ ...schema, nullable: false });
    return [typeText(bare(before), this.#diff.before), typeText(bare(after), this.#diff.after)];
  }

  /** More is accepted, or less is given: of use to some and in nobody's way. */
  #impact(isWider: boolean): Impact {
    return isWider === (this.#diff.direction === "request") ? "additive" : "breaking";
  }

  #compareNull(before: Schema, after: Schema, place: string): void {
    if (before.nullable === after.nullable || before.kind === "unknown" || after.kind === "unknown") return;
    this.#diff.report(
      this.#impact(after.nullable),
      `${place} ${after.nullable ? "may now be null" : "is no longer null"}`,
    );
  }

  #impactOf(before: Schema, after: Schema): Impact {
    if (before.kind === "unknown") return this.#impact(false);
    if (after.kind === "unknown") return this.#impact(true);
    const [old, now] = [baseOf(before), baseOf(after)];
    if (old === undefined || old !== now) return "breaking";
    // A list of values became any value of their type, or the other way round.
    return this.#impact(choices(after) === undefined);
  }

  #compareObjects(before: ObjectSchema, after: ObjectSchema, place: string): void {
    const known = new Map(after.properties.map((property) => [property.wireName, property]));
    const old = new Set(before.properties.map(({ wireName }) => wireName));
    for (const property of before.properties) {
      const now = known.get(property.wireName);
      const name = propertyPlace(place, property);
      if (now) this.#compareProperty(property, now, name);
      else this.#diff.report("breaking", `${name} is gone`);
    }
    for (const property of after.properties.filter(({ wireName }) => !old.has(wireName))) {
      const isDemanded = property.required && this.#diff.direction === "request";
      this.#diff.report(
        isDemanded ? "breaking" : "additive",
        `${propertyPlace(place, property)} is new${isDemanded ? " and required" : ""}`,
      );
    }
    const [values, nowValues] = [before.additional, after.additional];
    if (typeof values === "object" && typeof nowValues === "object")
      this.compare(values, nowValues, `a value of ${place}`);
  }

  #compareProperty(before: Property, after: Property, place: string): void {
    if (before.required !== after.required)
      this.#diff.report(
        this.#impact(!after.required),
        `${place} is ${after.required ? "now required" : "no longer always there"}`,
      );
    if (!before.schema.deprecated && after.schema.deprecated) this.#diff.report("docs", `${place} is deprecated`);
    this.compare(before.schema, after.schema, place);
  }

  #compareChoices(before: readonly string[], after: readonly string[], { place, areClosed }: ChoicePlace): void {
    const added = after.filter((value) => !before.includes(value));
    const removed = before.filter((value) => !after.includes(value));
    if (added.length > 0) {
      // With open enums the type admits other values already.
      const impact =
        this.#diff.direction === "response" && !areClosed && this.#diff.after.plan.types.enums === "open"
          ? "additive"
          : this.#impact(true);
      this.#diff.report(impact, `${place} may now be ${added.join(" or ")}`);
    }
    if (removed.length > 0) this.#diff.report(this.#impact(false), `${place} is no longer ${removed.join(" or ")}`);
  }

  #compareUnions(before: readonly Schema[], after: readonly Schema[], place: string): void {
    const old = before.map((variant) => typeText(variant, this.#diff.before));
    const now = after.map((variant) => typeText(variant, this.#diff.after));
    const added = now.filter((text) => !old.includes(text));
    const removed = old.filter((text) => !now.includes(text));
    if (added.length > 0) this.#diff.report(this.#impact(true), `${place} may now be ${added.join(" or ")}`);
    if (removed.length > 0) this.#diff.report(this.#impact(false), `${place} is no longer ${removed.join(" or ")}`);
  }
}

function propertyPlace(place: string, { wireName }: Property): string {
  return place.startsWith("`")
    ? `${place.slice(0, -1)}.${wireName}\``
    : place === ""
      ? `\`${wireName}\``
      : `\`${wireName}\` of ${place}`;
}

/** The only values there are, as text. */
function choices(schema: Schema): readonly string[] | undefined {
  if (schema.kind === "const") return [JSON.stringify(schema.value)];
  return schema.kind === "enum" ? schema.values.map((value) => JSON.stringify(value)) : undefined;
}

/** The JavaScript type that all values of a scalar have. */
function baseOf(schema: Schema): string | undefined {
  if (schema.kind === "text") return "string";
  if (schema.kind === "numeric") return "number";
  if (schema.kind === "boolean") return "boolean";
  const values = schema.kind === "const" ? [schema.value] : schema.kind === "enum" ? schema.values : [];
  const bases = new Set(values.map((value) => typeof value));
  const [base] = bases;
  return bases.size === 1 ? base : undefined;
}
