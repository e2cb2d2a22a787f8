/** A name less what conventions differ in: `page[cursor]`, `page_cursor` and `pageCursor` are one. */
export function wordKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
