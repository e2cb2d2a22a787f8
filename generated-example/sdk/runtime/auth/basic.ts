// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** RFC 7617 2, https://www.rfc-editor.org/rfc/rfc7617#section-2 */
import { ConfigurationError } from "../errors/configuration-error.js";

/** @throws ConfigurationError if the value is no login */
export function basicHeader(name: string, value: unknown): string {
  if (!isLogin(value)) {
    throw new ConfigurationError({ message: `\`auth.${name}\` must be an object with \`username\` and \`password\`` });
  }
  if (value.username.includes(":")) {
    throw new ConfigurationError({ message: `\`auth.${name}.username\` can't hold a colon: RFC 7617 ends it there` });
  }
  return `Basic ${encodeBase64(`${value.username}:${value.password}`)}`;
}

function isLogin(value: unknown): value is { readonly username: string; readonly password: string } {
  if (typeof value !== "object" || value === null || !("username" in value) || !("password" in value)) return false;
  return typeof value.username === "string" && typeof value.password === "string";
}

/** UTF-8: `btoa` alone knows Latin-1 only. */
function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
