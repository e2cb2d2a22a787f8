import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TokenSet, TokenStore } from "../../../../src/runtime/oauth2.js";

/** Tokens in a folder that processes share. Whoever makes the folder `<key>.lock` holds the lock. */
export class FileTokenStore implements TokenStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(key: string): Promise<TokenSet | undefined> {
    const text = await readFile(this.#path(key), "utf8").catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async set(key: string, tokens: TokenSet | undefined): Promise<void> {
    if (tokens === undefined) return rm(this.#path(key), { force: true });
    await writeFile(`${this.#path(key)}.new`, JSON.stringify(tokens), { mode: 0o600 });
    await rename(`${this.#path(key)}.new`, this.#path(key));
  }

  async lock<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const lock = `${this.#path(key)}.lock`;
    while (
      !(await mkdir(lock).then(
        () => true,
        () => false,
      ))
    )
      await new Promise((resolve) => setTimeout(resolve, 5));
    try {
      return await task();
    } finally {
      await rm(lock, { recursive: true });
    }
  }

  #path(key: string): string {
    return join(this.#folder, encodeURIComponent(key));
  }
}
