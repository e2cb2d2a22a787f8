// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { AppliedCredential } from "./applied-credential.js";

/** Shorter ones would be found in every other word. */
const minLength = 4;

/** Headers that the user may have written by hand, and that hold nothing else. */
const secretHeaders = /authorization|cookie|api-?key|token|secret|password|signature/i;

/**
 * The values that must not be seen anywhere, longest first: what the credentials put into a request, in every form in
 * which a server may repeat it.
 */
export function secretsOf(
  applied: readonly AppliedCredential[],
  headers: Readonly<Record<string, string>>,
): readonly string[] {
  const found = new Set<string>();
  for (const { header, query, cookie } of applied) {
    if (header !== undefined) addHeader(found, header[1]);
    if (query !== undefined) addPair(found, query);
    if (cookie !== undefined) addPair(found, cookie);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (name === "cookie") for (const pair of value.split("; ")) addPair(found, pair);
    else if (secretHeaders.test(name)) addHeader(found, value);
  }
  return [...found].filter((text) => text.length >= minLength).sort((a, b) => b.length - a.length);
}

/** `Bearer abc` is as secret as `abc`; RFC 7617 hides a password behind base64 only. */
function addHeader(found: Set<string>, value: string): void {
  const space = value.indexOf(" ");
  const credential = space < 0 ? value : value.slice(space + 1);
  found.add(credential);
  if (!/^basic /i.test(value)) return;
  const login = tryDecode(() =>
    new TextDecoder().decode(Uint8Array.from(atob(credential), (one) => one.charCodeAt(0))),
  );
  found.add(login.slice(login.indexOf(":") + 1));
}

/** As it was sent and as it was meant. */
function addPair(found: Set<string>, pair: string): void {
  const value = pair.slice(pair.indexOf("=") + 1);
  found.add(value);
  found.add(tryDecode(() => decodeURIComponent(value)));
}

function tryDecode(decode: () => string): string {
  try {
    return decode();
  } catch {
    // Not encoded, then: there is no other form of it.
    return "";
  }
}
