import { HostError, type HostErrorCode } from "./host.js";

const codes: Readonly<Record<string, { code: HostErrorCode; reason: string }>> = {
  ENOENT: { code: "not-found", reason: "no such file" },
  EACCES: { code: "denied", reason: "permission denied" },
  EPERM: { code: "denied", reason: "operation not permitted" },
  ENOSPC: { code: "failed", reason: "no space is left on the device" },
  EROFS: { code: "denied", reason: "the file system is read-only" },
  EISDIR: { code: "is-directory", reason: "it is a folder" },
  // What mkdir says of a file in the way of a folder.
  EEXIST: { code: "not-directory", reason: "a part of the path is not a folder" },
  ENOTDIR: { code: "not-directory", reason: "a part of the path is not a folder" },
  ERR_FS_FILE_TOO_LARGE: { code: "too-large", reason: "the file is too large" },
  ERR_STRING_TOO_LONG: { code: "too-large", reason: "the file is too large" },
};

/** Does it, and makes a `HostError` of what goes wrong with the target. */
export async function attempt<T>(target: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof HostError) throw error;
    throw systemError(target, error);
  }
}

export function tooLarge(target: string): HostError {
  return new HostError("too-large", target, { reason: "it is larger than may be read" });
}

export function systemError(target: string, error: unknown): HostError {
  const system = systemCode(error);
  const known = system === undefined ? undefined : codes[system];
  const reason = error instanceof Error ? error.message : String(error);
  return new HostError(known?.code ?? "failed", target, { reason: known?.reason ?? reason, cause: error });
}

export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
