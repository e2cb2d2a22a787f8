import type { ValidationIssue } from "./errors/validation-issue.js";

/** What is read of zod 4's issues: `core.$ZodIssue`, narrowed to the fields that decide here. */
export interface ZodIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** `invalid_value` */
  readonly values?: readonly unknown[];
  /** `invalid_union`: the issues of each branch, with paths from the union on. */
  readonly errors?: readonly (readonly ZodIssue[])[];
  /** `invalid_union`: the property that chooses the branch; then there are no `errors`. */
  readonly discriminator?: string | undefined;
  /** `invalid_union`: false where several branches matched and only one may. */
  readonly inclusive?: boolean;
}

type Rule = (issue: ZodIssue, value: unknown) => boolean;

/** The issues that an API may come to have by growing: everything else is a wrong shape. */
const rules: Readonly<Record<string, Rule | undefined>> = {
  unrecognized_keys: () => true,
  invalid_value: isUnknownMember,
  invalid_union: isUnknownVariant,
};

/** True for unknown keys, unknown enum values and unknown union variants. `root` is where the issue's path begins. */
export function isDrift(issue: ZodIssue, root: unknown): boolean {
  return rules[issue.code]?.(issue, valueAt(root, issue.path)) ?? false;
}

/** A flat list: of a union, the branch that came closest, or the tag that no branch has. */
export function toIssues(
  issues: readonly ZodIssue[],
  root: unknown,
  parent: readonly PropertyKey[] = [],
): readonly ValidationIssue[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path];
    const value = valueAt(root, issue.path);
    const branches = issue.errors ?? [];
    const tag = unknownTag(branches, value);
    if (tag !== undefined) return [{ path: [...path, tag], message: "Unknown variant of the union", code: issue.code }];
    const closest = closestBranch(meantBranches(branches));
    return closest === undefined
      ? [{ path, message: issue.message, code: issue.code }]
      : toIssues(closest, value, path);
  });
}

/** A value of the right type that is not in the list, be it empty. A missing value or an object is no member of a growing enum. */
function isUnknownMember(issue: ZodIssue, value: unknown): boolean {
  if (value === null || value === undefined || typeof value === "object") return false;
  const { values = [] } = issue;
  return values.length === 0 || values.some((member) => typeof member === typeof value);
}

function isUnknownVariant(issue: ZodIssue, value: unknown): boolean {
  // More than one branch of a `oneOf` fits: the value is what its type says.
  if (issue.inclusive === false) return true;
  const branches = issue.errors ?? [];
  // The path ends at the discriminator itself: a value of it that no branch has.
  if (issue.discriminator !== undefined && branches.length === 0) return typeof value === "string";
  if (unknownTag(branches, value) !== undefined) return true;
  return meantBranches(branches).some((branch) => branch.length > 0 && branch.every((inner) => isDrift(inner, value)));
}

/** Less those that refuse a constant which another branch has: their tag says that they are not what the value is. */
function meantBranches(branches: readonly (readonly ZodIssue[])[]): readonly (readonly ZodIssue[])[] {
  const meant = branches.filter((branch) =>
    branch.every(
      (issue) =>
        issue.code !== "invalid_value" ||
        issue.path.length !== 1 ||
        issue.values?.length !== 1 ||
        branches.every((other) => refuses(other, issue.path[0])),
    ),
  );
  return meant.length > 0 ? meant : branches;
}

/** The branch refuses the property, or is about another type of values. */
function refuses(branch: readonly ZodIssue[], key: PropertyKey | undefined): boolean {
  return branch.some(({ code, path }) => path[0] === key || (path.length === 0 && code !== "unrecognized_keys"));
}

/**
 * The property by which the branches of a plain union tell each other apart, where the value has none of their tags:
 * every branch refuses it as a constant that it doesn't know.
 */
function unknownTag(branches: readonly (readonly ZodIssue[])[], value: unknown): PropertyKey | undefined {
  const [first = [], ...others] = branches;
  if (others.length === 0) return undefined;
  return first.map(({ path }) => path[0]).find((key) => key !== undefined && branches.every(refusesTag(key, value)));
}

function refusesTag(key: PropertyKey, value: unknown): (branch: readonly ZodIssue[]) => boolean {
  const tag = valueAt(value, [key]);
  return (branch) =>
    branch.some(
      (issue) =>
        issue.code === "invalid_value" &&
        issue.path.length === 1 &&
        issue.path[0] === key &&
        isUnknownMember(issue, tag),
    );
}

/** The fewest issues; among equals the one that got furthest into the value. */
function closestBranch(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const failed = branches.filter((branch) => branch.length > 0);
  const depth = (branch: readonly ZodIssue[]) => Math.max(...branch.map((issue) => issue.path.length));
  return [...failed].sort((left, right) => left.length - right.length || depth(right) - depth(left))[0];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return Reflect.get(value, key);
  }, root);
}
