/** RFC 8628 OAuth 2.0 Device Authorization Grant, https://www.rfc-editor.org/rfc/rfc8628 */
import type { DeviceCodePrompt } from "../auth/oauth2-credentials.js";
import { TokenError } from "../errors/token-error.js";
import { signInScope } from "./authorization-code.js";
import { type Ask, type AuthorizationServer, secretsOf } from "./authorization-server.js";
import type { HeldToken } from "./held-token.js";
import { refusalOf, secondsAt, textAt } from "./token-response.js";
import { wait } from "./wait.js";

/** A code that waits for its person. */
export interface DeviceCode {
  readonly prompt: DeviceCodePrompt;
  /** Asks until the person has decided. @throws TokenError, or the signal's reason */
  poll(ask: Ask, signal?: AbortSignal): Promise<HeldToken>;
}

/** Seconds, where the server doesn't say (3.2). */
const defaultInterval = 5;
/** Seconds that `slow_down` adds, for all that follows (3.5). */
const slowDown = 5;
const grant = "deviceAuthorization";

export async function beginDeviceAuthorization(server: AuthorizationServer, ask: Ask): Promise<DeviceCode> {
  const client = await server.client(grant, ask);
  const url = await server.endpoint("deviceAuthorization", grant, ask);
  const form = { scope: signInScope(server) };
  const reply = await server.post(url, form, client, ask);
  const deviceCode = textAt(reply.body, "device_code");
  const userCode = textAt(reply.body, "user_code");
  // Google says `verification_url`.
  const verificationUri = textAt(reply.body, "verification_uri") ?? textAt(reply.body, "verification_url");
  const lifetime = secondsAt(reply.body, "expires_in");
  if (deviceCode === undefined || userCode === undefined || verificationUri === undefined || lifetime === undefined) {
    throw refusalOf(reply, url, secretsOf(form, client));
  }
  return {
    prompt: {
      userCode,
      verificationUri,
      verificationUriComplete: textAt(reply.body, "verification_uri_complete"),
      expiresAt: Math.round(ask.io.clock.time() + lifetime * 1_000),
    },
    poll: (pollAsk, signal) =>
      poll(server, {
        ask: pollAsk,
        signal,
        deviceCode,
        interval: secondsAt(reply.body, "interval") ?? defaultInterval,
        expiresAt: reply.askedAt + lifetime * 1_000,
      }),
  };
}

interface Polling {
  readonly ask: Ask;
  readonly signal: AbortSignal | undefined;
  readonly deviceCode: string;
  /** Seconds. */
  readonly interval: number;
  /** As the clock's `now` counts. */
  readonly expiresAt: number;
}

async function poll(
  server: AuthorizationServer,
  { ask, signal, deviceCode, interval, expiresAt }: Polling,
): Promise<HeldToken> {
  const form = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: deviceCode };
  for (let seconds = interval; ; ) {
    await wait(seconds * 1_000, ask.io.clock, signal);
    if (ask.io.clock.now() >= expiresAt) {
      const message = "Nobody has signed in with the device code, and it has expired";
      throw new TokenError({ message, error: "expired_token" });
    }
    try {
      return await server.token(grant, form, ask);
    } catch (error) {
      const code = error instanceof TokenError ? error.error : undefined;
      if (code === "slow_down") seconds += slowDown;
      else if (code !== "authorization_pending") throw error;
    }
  }
}
