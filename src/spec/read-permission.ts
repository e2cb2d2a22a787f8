import { posix } from "node:path";
import type { Host, Reach } from "../host/host.js";
import { isLinkLocalUrl, isPrivateUrl } from "../host/private-address.js";
import { type DocumentLocation, isRemote } from "./reference.js";

export interface ReferenceOptions {
  /** Folders, besides the entry document's own, that references may read from. Relative to the host's `cwd`. */
  readonly allowRefsFrom?: readonly string[];
  /** Whether references may be fetched from other origins than the entry document's. Default false. */
  readonly allowRemoteRefs?: boolean;
}

/** Why a reference is not followed. */
export type Refusal = "outside" | "remote" | "local-from-remote" | "private";

/**
 * Whether a document that a reference names may be read. A document is data, often a stranger's: it must not make the
 * generator read what lies about on this machine or in its network.
 */
export class ReadPermission {
  readonly #entry: DocumentLocation;
  readonly #host: Host;
  readonly #options: ReferenceOptions;
  #folders: Promise<readonly string[]> | undefined;
  /** Documents of this machine or its network, whatever their names look like. */
  readonly #private = new Set<DocumentLocation>();

  constructor(entry: DocumentLocation, host: Host, options: ReferenceOptions) {
    this.#entry = entry;
    this.#host = host;
    this.#options = options;
  }

  /** Where a document has come from. */
  note(location: DocumentLocation, { isPrivate }: { readonly isPrivate: boolean }): void {
    if (isPrivate) this.#private.add(location);
  }

  /** Whoever writes a document of the internet must not reach into the network of whoever reads it. */
  reach(from: readonly DocumentLocation[]): Reach {
    return from.every((place) => this.#isStrange(place)) ? "public" : "network";
  }

  #isStrange(place: DocumentLocation): boolean {
    return isRemote(place) && !isPrivateUrl(place) && !this.#private.has(place);
  }

  /** Undefined where it may be read. `from` are the documents that refer to it, and URLs that redirect to it. */
  async refusal(location: DocumentLocation, from: readonly DocumentLocation[]): Promise<Refusal | undefined> {
    if (isRemote(location)) return this.#urlRefusal(location, from);
    if (isRemote(this.#entry)) return "local-from-remote";
    this.#folders ??= this.#realFolders();
    // Symbolic links must not lead out.
    const path = await this.#realPath(location);
    const folders = await this.#folders;
    return folders.some((folder) => isWithin(path, folder)) ? undefined : "outside";
  }

  #urlRefusal(location: DocumentLocation, from: readonly DocumentLocation[]): Refusal | undefined {
    if (isRemote(this.#entry) && new URL(this.#entry).origin === new URL(location).origin) return undefined;
    if (this.#options.allowRemoteRefs !== true) return "remote";
    const isClosed = this.reach(from) === "public" && isPrivateUrl(location);
    return isLinkLocalUrl(location) || isClosed ? "private" : undefined;
  }

  #realFolders(): Promise<readonly string[]> {
    const folders = [posix.dirname(this.#entry), ...(this.#options.allowRefsFrom ?? [])];
    return Promise.all(folders.map((folder) => this.#realPath(folder)));
  }

  async #realPath(path: string): Promise<string> {
    return (await this.#host.realPath(path)).replaceAll("\\", "/");
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
