import type { IncomingMessage } from "node:http";
import { userId } from "./data/ids.js";
import type { User, UserRole } from "./data/records.js";
import type { Store } from "./data/store.js";
import { forbidden, HttpProblem } from "./problem.js";
import type { TokenIssuer } from "./tokens.js";

/** What the server accepts. Each belongs to one of the first users, who have different rights. */
export const credentials = {
  /** An integration, with the rights of an editor. */
  apiKey: "test-key",
  /** Ada is an administrator, Grace an editor. */
  basic: { ada: "lovelace", grace: "hopper" },
  /** `test-token` is Ada's; `reader-token` belongs to someone who may only read. */
  bearer: { "test-token": userId(1), "reader-token": userId(4) },
  oauth: { clientId: "inkwell-client", clientSecret: "inkwell-secret" },
} as const;

export type SchemeName = "apiKey" | "basic" | "bearerToken" | "oauth";

/** Schemes that are needed together, with the scopes that are needed of them. */
export type SecurityRequirement = Partial<Readonly<Record<SchemeName, readonly string[]>>>;

/** Who makes a request; `user` is undefined where nobody was asked. */
export interface Principal {
  readonly user: User | undefined;
}

export interface Lookup {
  readonly store: Store;
  readonly tokens: TokenIssuer;
}

interface Identity {
  readonly userId: string;
  readonly scopes: readonly string[];
}

type Identities = ReadonlyMap<SchemeName, Identity>;

/**
 * Finds out who makes a request.
 *
 * @throws HttpProblem 401 if no alternative is satisfied, 403 if only a scope is missing.
 */
export function authenticate(
  request: IncomingMessage,
  security: readonly SecurityRequirement[],
  lookup: Lookup,
): Principal {
  if (security.length === 0) return { user: undefined };
  const identities = identitiesOf(request, lookup);
  const optional = security.some((requirement) => Object.keys(requirement).length === 0);
  if (optional && !hasCredentials(request)) return { user: undefined };
  const candidates = security.map(entriesOf).filter((entries) => entries.length > 0);
  const known = candidates.find((entries) => entries.every(([scheme]) => identities.has(scheme)));
  if (known === undefined) throw unauthorized(request, candidates);
  requireScopes(known, identities);
  // With several schemes at once, the last is the person.
  const identity = known.map(([scheme]) => identities.get(scheme)).at(-1);
  return { user: identity && lookup.store.users.get(identity.userId) };
}

function entriesOf(requirement: SecurityRequirement): readonly (readonly [SchemeName, readonly string[]])[] {
  const schemes: readonly SchemeName[] = ["apiKey", "basic", "bearerToken", "oauth"];
  return schemes.flatMap((scheme) => {
    const scopes = requirement[scheme];
    return scopes === undefined ? [] : [[scheme, scopes] as const];
  });
}

function hasCredentials({ headers }: IncomingMessage): boolean {
  return headers.authorization !== undefined || headers["x-api-key"] !== undefined;
}

function identitiesOf({ headers }: IncomingMessage, { tokens }: Lookup): Identities {
  const identities = new Map<SchemeName, Identity>();
  if (headers["x-api-key"] === credentials.apiKey) identities.set("apiKey", { userId: userId(3), scopes: [] });
  const basic = basicCredentials(headers.authorization);
  const known = Object.entries(credentials.basic).findIndex(
    ([name, word]) => basic?.name === name && basic.password === word,
  );
  if (known >= 0) identities.set("basic", { userId: userId(known + 1), scopes: [] });
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
  const owner = new Map<string, string>(Object.entries(credentials.bearer)).get(token);
  if (owner !== undefined) identities.set("bearerToken", { userId: owner, scopes: [] });
  const issued = tokens.find(token);
  if (issued !== undefined) identities.set("oauth", { userId: userId(3), scopes: issued.scopes });
  return identities;
}

/** RFC 7617, 2: a name without colon, a colon, a password. */
export function basicCredentials(authorization = ""): { readonly name: string; readonly password: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const [name = "", ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { name, password: rest.join(":") };
}

function requireScopes(schemes: readonly (readonly [SchemeName, readonly string[]])[], identities: Identities): void {
  for (const [scheme, scopes] of schemes) {
    const missing = scopes.find((scope) => identities.get(scheme)?.scopes.includes(scope) === false);
    if (missing === undefined) continue;
    // RFC 6750, 3.1
    const challenge = `Bearer realm="Inkwell", error="insufficient_scope", scope="${scopes.join(" ")}"`;
    throw new HttpProblem(403, {
      detail: `The scope ${missing} is missing.`,
      headers: { "www-authenticate": challenge },
    });
  }
}

function unauthorized(
  request: IncomingMessage,
  candidates: readonly (readonly (readonly [SchemeName, readonly string[]])[])[],
): HttpProblem {
  const accepted = new Set(candidates.flat().map(([scheme]) => scheme));
  const challenges = [...new Set([...accepted].map((scheme) => challengeOf(scheme, request)))];
  const detail = hasCredentials(request)
    ? "The credentials are wrong, or no longer valid."
    : "Credentials are missing.";
  return new HttpProblem(401, {
    detail: `${detail} Accepted: ${[...accepted].join(", ")}.`,
    headers: { "www-authenticate": challenges.join(", ") },
  });
}

function challengeOf(scheme: SchemeName, { headers }: IncomingMessage): string {
  if (scheme === "apiKey") return 'ApiKey realm="Inkwell"';
  if (scheme === "basic") return 'Basic realm="Inkwell", charset="UTF-8"';
  const wrong = /^Bearer /i.test(headers.authorization ?? "") ? ', error="invalid_token"' : "";
  return `Bearer realm="Inkwell"${wrong}`;
}

const ranks: readonly UserRole[] = ["reader", "writer", "editor", "admin"];

/** The user who makes the request, if their role is at least this one. */
export function userWith(role: UserRole, { user }: Principal): User {
  if (user === undefined) throw new HttpProblem(401, { detail: "The user behind these credentials is gone." });
  if (ranks.indexOf(user.role) < ranks.indexOf(role)) {
    throw forbidden(`Only those who are at least ${role} may do this; ${user.name} is ${user.role}.`);
  }
  return user;
}
