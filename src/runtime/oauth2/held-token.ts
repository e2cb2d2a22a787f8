import type { TokenSet } from "../auth/token-store.js";
import type { RuntimeClock } from "../clock.js";

/**
 * An access token and when to renew it, by the monotonic clock: what a machine thinks the time is has no part in it.
 * Milliseconds as the clock's `now` gives them.
 */
export interface HeldToken {
  readonly tokens: TokenSet;
  /** From here on it is renewed in the background. */
  readonly refreshAt: number;
  /** From here on callers wait for the new one. */
  readonly waitAt: number;
  /** From here on it is of no use. */
  readonly goneAt: number;
}

/** RFC 6749 5.1 only recommends `expires_in`. An hour is what most servers take; where it is less, a 401 says so. */
export const defaultLifetime = 3_600_000;

const refreshAhead = 60_000;
const waitAhead = 5_000;

/** A token that was asked for at `askedAt`: its life can't have begun earlier. */
export function holdIssued(tokens: TokenSet, lifetime: number, askedAt: number): HeldToken {
  return holdUntil(tokens, lifetime, askedAt + lifetime);
}

/** A token of a store, or of the user. Its end is told by the clock of the wall, but it can't live longer than it was given. */
export function holdStored(tokens: TokenSet, clock: RuntimeClock): HeldToken {
  const { expiresAt, obtainedAt } = tokens;
  const never = Number.POSITIVE_INFINITY;
  if (expiresAt === undefined) return { tokens, refreshAt: never, waitAt: never, goneAt: never };
  const left = expiresAt - clock.time();
  const lifetime = obtainedAt === undefined ? left : expiresAt - obtainedAt;
  return holdUntil(tokens, Math.max(0, lifetime), clock.now() + Math.min(left, lifetime));
}

/** A token that lives shorter than two minutes is renewed at half of its life; the others follow from that. */
function holdUntil(tokens: TokenSet, lifetime: number, goneAt: number): HeldToken {
  const ahead = Math.min(refreshAhead, lifetime / 2);
  return { tokens, refreshAt: goneAt - ahead, waitAt: goneAt - Math.min(waitAhead, ahead / 2), goneAt };
}
