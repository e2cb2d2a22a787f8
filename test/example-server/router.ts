import type { Route } from "./exchange.js";
import { badRequest, HttpProblem, notFound } from "./problem.js";

export interface Match {
  readonly route: Route;
  /** The values of the path's parameters. */
  readonly path: Readonly<Record<string, string>>;
}

export type FindRoute = (method: string, path: string) => Match;

interface CompiledRoute {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** A function that finds an operation by method and path; it throws 404 and 405 problems. */
export function createRouter(routes: readonly Route[]): FindRoute {
  // `/users/me` is tried before `/users/{userId}`.
  const compiled = routes
    .map((route) => ({ route, segments: route.path.split("/") }))
    .sort((a, b) => parameterCount(a) - parameterCount(b));
  return (method, path) => {
    const segments = path.split("/");
    const candidates = compiled.filter((candidate) => matches(candidate, segments));
    const shape = candidates[0]?.route.path;
    if (shape === undefined) throw notFound(`resource ${path}`);
    const here = candidates.filter(({ route }) => route.path === shape);
    // RFC 9110, 9.3.2: HEAD is GET without the body.
    const found = here.find(({ route }) => route.method === (method === "HEAD" ? "GET" : method));
    if (found === undefined) throw methodNotAllowed(here.map(({ route }) => route.method));
    return { route: found.route, path: parametersOf(found, segments) };
  };
}

function parameterCount({ segments }: CompiledRoute): number {
  return segments.filter(isParameter).length;
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}

function matches({ segments }: CompiledRoute, actual: readonly string[]): boolean {
  return (
    segments.length === actual.length &&
    segments.every((segment, index) => (isParameter(segment) ? actual[index] !== "" : segment === actual[index]))
  );
}

function parametersOf({ segments }: CompiledRoute, actual: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    segments.flatMap((segment, index) =>
      isParameter(segment) ? [[segment.slice(1, -1), decodeSegment(actual[index] ?? "")]] : [],
    ),
  );
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`The path has a malformed escape: ${segment}`);
  }
}

function methodNotAllowed(methods: readonly string[]): HttpProblem {
  return new HttpProblem(405, { headers: { allow: methods.join(", ") } });
}
