/** Text from a document as ASCII words: `listPets`, `list_pets` and `List pets` are all `["list", "Pets"]` and the like. */
export function wordsOf(text: string): readonly string[] {
  return ascii(text).match(wordPattern) ?? [];
}

// One word each, though capitals or a digit stand within: `ACME_OAUTH2`, not `ACME_O_AUTH_2`.
const wholeWords = /(?:OAuth|Oauth|oauth|OAUTH)(?:[12](?!\d))?(?![a-z])|GraphQL|(?:IP|Ip|ip)v[46](?!\d)/;
const wordPattern = new RegExp(`${wholeWords.source}|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\\d+`, "g");

/** `ListPets`. A name that is in PascalCase already stays as its author wrote it: `HTTPValidationError`. */
export function pascalCase(text: string): string {
  const plain = ascii(text);
  if (/^[A-Z][A-Za-z0-9_]*$/.test(plain)) return plain;
  return startSafe(wordsOf(text).map(capitalized).join(""), "X");
}

/** `listPets`. A name that is in camelCase already stays as its author wrote it. */
export function camelCase(text: string): string {
  const plain = ascii(text);
  if (/^[a-z][A-Za-z0-9]*$/.test(plain)) return plain;
  return joinCamel(wordsOf(text));
}

/** Words joined to camelCase. */
export function joinCamel(words: readonly string[]): string {
  return startSafe(words.map((word, index) => (index === 0 ? word.toLowerCase() : capitalized(word))).join(""), "x");
}

/** `PET_STORE`, for environment variables. */
export function constantCase(text: string): string {
  const words = wordsOf(text).join("_").toUpperCase();
  // In code it is two words, `openIdConnect`; in the names of variables one.
  return startSafe(words.replace(/(^|_)OPEN_ID(?=_|$)/g, "$1OPENID"), "X");
}

/** `pet-store`, for the `User-Agent` header. */
export function kebabCase(text: string): string {
  return wordsOf(text).join("-").toLowerCase();
}

/** A noun without its plural ending, good enough to see that `pets` and `pet` are the same word. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (/[^aeiou]ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(lower)) return lower.slice(0, -2);
  return /[^su]s$/.test(lower) ? lower.slice(0, -1) : lower;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function startSafe(name: string, prefix: string): string {
  if (name === "") return "";
  return /^\d/.test(name) ? prefix + name : name;
}

/** Letters lose their accents; what has no ASCII form keeps its code point, so that different names stay different. */
function ascii(text: string): string {
  // Most names are ASCII, which none of what `plainLetters` does can change.
  const plain = /^[ -~]*$/.test(text) ? text : plainLetters(text);
  return plain.replace(/[^A-Za-z0-9_]/g, " ").trim();
}

function plainLetters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(?![A-Za-z0-9])[\p{L}\p{N}]/gu, (letter) => ` u${letter.codePointAt(0)?.toString(16) ?? ""} `);
}
