/** `1,223 operations`. Not through `toLocaleString`: loading its data takes 20 ms, a tenth of a small run. */
export function counted(count: number, noun: string): string {
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${noun}${count === 1 ? "" : "s"}`;
}
