// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
/** Joins two queries, either of which may be empty. */
export function appendQuery(query: string, more: string): string {
  if (query === "") return more;
  return more === "" ? query : `${query}&${more}`;
}
