import type { ResponseHeaders } from "./contract.js";

/** Headers by lower-case name, as a transport has them. Nothing is copied until somebody looks. */
export class RecordHeaders implements ResponseHeaders {
  readonly #record: Readonly<Record<string, string | readonly string[] | undefined>>;

  constructor(record: Readonly<Record<string, string | readonly string[] | undefined>>) {
    this.#record = record;
  }

  get(name: string): string | undefined {
    const value = this.#find(name);
    return typeof value === "object" ? value.join(", ") : value;
  }

  getAll(name: string): readonly string[] {
    const value = this.#find(name);
    if (value === undefined) return [];
    return typeof value === "string" ? [value] : value;
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const name of Object.keys(this.#record)) for (const value of this.getAll(name)) yield [name, value];
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(Object.keys(this.#record).map((name) => [name, this.get(name) ?? ""]));
  }

  #find(name: string): string | readonly string[] | undefined {
    const key = name.toLowerCase();
    // A header may be called `constructor`.
    return Object.hasOwn(this.#record, key) ? this.#record[key] : undefined;
  }
}

/** Headers of the platform's `fetch`. */
export class FetchHeaders implements ResponseHeaders {
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = headers;
  }

  get(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined;
  }

  getAll(name: string): readonly string[] {
    // Of all headers, only `Set-Cookie` comes more than once: https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine
    return [...this].flatMap(([key, value]) => (key === name.toLowerCase() ? [value] : []));
  }

  has(name: string): boolean {
    return this.#headers.has(name);
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    // Not every project's `lib` knows that they can be walked.
    return (this.#headers as unknown as Iterable<[string, string]>)[Symbol.iterator]();
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this);
  }
}
