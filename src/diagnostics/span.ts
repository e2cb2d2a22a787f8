/** A piece of a text: UTF-16 indices, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Pointers' tokens as a tree, so that one pass over a text finds many places. */
export interface Wanted {
  /** Indices of the pointers that end here. */
  readonly here: number[];
  readonly below: Map<string, Wanted>;
}

/** The tree of many pointers' tokens. */
export function wantedTree(paths: readonly (readonly string[])[]): Wanted {
  const root: Wanted = { here: [], below: new Map() };
  for (const [index, tokens] of paths.entries()) {
    let node = root;
    for (const token of tokens) {
      const next = node.below.get(token) ?? { here: [], below: new Map() };
      node.below.set(token, next);
      node = next;
    }
    node.here.push(index);
  }
  return root;
}

/** Every index in a tree: those that end here and those below. */
export function wantedIndices(wanted: Wanted): readonly number[] {
  return [...wanted.here, ...[...wanted.below.values()].flatMap(wantedIndices)];
}
