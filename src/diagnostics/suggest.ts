/** Longer names are not compared, and no more than so many: the time is the product of all three. */
const longest = 100;
const most = 5_000;

/** The candidate that a misspelt name is most likely meant to be; undefined where none is near. */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  // Up to three letters, and a third of all, may be wrong: "Pat" for "Pet", not "Dog" for "Pet".
  let [best, bestDistance] = [
    undefined as string | undefined,
    Math.min(3, Math.max(1, Math.floor(name.length / 3))) + 1,
  ];
  if (name.length > longest) return undefined;
  let count = 0;
  for (const candidate of candidates) {
    count += 1;
    if (count > most) break;
    if (candidate.toLowerCase() === name.toLowerCase()) return candidate;
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Damerau's distance: single letters added, removed or changed, or two neighbours exchanged. */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const areExchanged = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const exchanged = areExchanged ? (before[column - 2] ?? 0) + 1 : changed;
      current.push(Math.min(changed, exchanged, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}
