/** What keeps a process alive and would be left behind by a careless client. */
const counted: ReadonlySet<string> = new Set([
  "TCPSocketWrap",
  "TLSWrap",
  "Timeout",
  "GetAddrInfoReqWrap",
  "FSReqPromise",
]);

export function handleNames(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => counted.has(name));
}

/** What is there now and was not before. */
export function newHandles(before: readonly string[]): readonly string[] {
  const left = [...before];
  return handleNames().filter((name) => {
    const index = left.indexOf(name);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
