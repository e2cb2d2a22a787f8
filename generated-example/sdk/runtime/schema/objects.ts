// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** JSON Schema 2020-12, 6.5 and 10.3.2: objects, where zod has no word for it. Only own properties count. */
import { accepts, checkInner, type InnerSchema, report, reportInner, type SchemaCheck } from "./check.js";
import { isRecord } from "./json-type.js";

/** At least so many properties. */
export function minProperties(minimum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value) || Object.keys(value).length >= minimum) return;
    report(payload, `Expected at least ${properties(minimum)}`);
  };
}

/** At most so many properties. */
export function maxProperties(maximum: number): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value) || Object.keys(value).length <= maximum) return;
    report(payload, `Expected at most ${properties(maximum)}`);
  };
}

function properties(count: number): string {
  return count === 1 ? "1 property" : `${count} properties`;
}

/** Properties that are called like what every JavaScript object inherits: `constructor`, `__proto__`. */
export function ownProperties(
  schemas: Readonly<Record<string, InnerSchema>>,
  required: readonly string[] = [],
): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    for (const name of required) if (!Object.hasOwn(value, name)) report(payload, "Required", [name]);
    for (const [name, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(value, name)) checkInner(payload, schema, { value: value[name], path: [name] });
    }
  };
}

/** The value of every property whose name matches fits the schema. */
export function patternProperties(patterns: readonly (readonly [RegExp, InnerSchema])[]): SchemaCheck {
  return (payload) => {
    if (!isRecord(payload.value)) return;
    for (const [name, value] of Object.entries(payload.value)) {
      for (const [pattern, schema] of patterns) {
        if (pattern.test(name)) checkInner(payload, schema, { value, path: [name] });
      }
    }
  };
}

/** Every name fits the schema. */
export function propertyNames(schema: InnerSchema): SchemaCheck {
  return (payload) => {
    if (!isRecord(payload.value)) return;
    for (const name of Object.keys(payload.value)) {
      const result = schema.safeParse(name);
      if (result.success) continue;
      const issues = result.error.issues.map((issue) => ({ ...issue, message: `Property name: ${issue.message}` }));
      reportInner(payload, { issues, path: [name] });
    }
  };
}

/** Where a property is there, others must be, too. */
export function dependentRequired(names: Readonly<Record<string, readonly string[]>>): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    for (const [name, required] of Object.entries(names)) {
      if (!Object.hasOwn(value, name)) continue;
      for (const other of required) {
        if (!Object.hasOwn(value, other)) report(payload, `Required beside "${name}"`, [other]);
      }
    }
  };
}

/** Where a property is there, the object fits a schema, too. */
export function dependentSchemas(schemas: Readonly<Record<string, InnerSchema>>): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    for (const [name, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(value, name)) checkInner(payload, schema, { value, path: [] });
    }
  };
}

/** Which properties a schema and what it is composed of have looked at. */
export interface KnownProperties {
  readonly names?: readonly string[];
  readonly patterns?: readonly RegExp[];
  /** All of them. */
  readonly all?: boolean;
  /** What is known besides where the object fits a schema or has a property, and where it does not. */
  readonly when?: readonly {
    readonly if: InnerSchema | string;
    readonly whenTrue?: KnownProperties;
    readonly whenFalse?: KnownProperties;
  }[];
}

/**
 * Properties that nothing has looked at must fit the schema; without one there may be none.
 * 10.3.2.3 additionalProperties beside `patternProperties`, 11.3 unevaluatedProperties.
 */
export function otherProperties(known: KnownProperties, schema?: InnerSchema): SchemaCheck {
  return (payload) => {
    const { value } = payload;
    if (!isRecord(value)) return;
    const tests = nameTests(known, value);
    const others = Object.keys(value).filter((name) => !tests.some((test) => test(name)));
    if (schema) {
      for (const name of others) checkInner(payload, schema, { value: value[name], path: [name] });
    } else if (others.length > 0) {
      const message = `Unrecognized ${others.length === 1 ? "key" : "keys"}: ${others.map((name) => JSON.stringify(name)).join(", ")}`;
      payload.issues.push({ code: "unrecognized_keys", keys: others, input: value, message, continue: true });
    }
  };
}

type NameTest = (name: string) => boolean;

function nameTests(known: KnownProperties, value: Readonly<Record<string, unknown>>): readonly NameTest[] {
  const names = new Set(known.names);
  return [
    (name) => known.all === true || names.has(name),
    ...(known.patterns ?? []).map(
      (pattern): NameTest =>
        (name) =>
          pattern.test(name),
    ),
    ...(known.when ?? []).flatMap((branch) => {
      const holds = typeof branch.if === "string" ? Object.hasOwn(value, branch.if) : accepts(branch.if, value);
      const found = holds ? branch.whenTrue : branch.whenFalse;
      return found === undefined ? [] : nameTests(found, value);
    }),
  ];
}
