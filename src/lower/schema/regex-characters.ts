import type { AST } from "@eslint-community/regexpp";

/** Code points, both ends included. */
export type Range = readonly [first: number, last: number];

const end = 0x10ffff;
const lines: readonly Range[] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];
const sets = {
  digit: [[48, 57]],
  word: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  space: [
    [9, 13],
    [32, 32],
    [160, 160],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
} satisfies Record<string, readonly Range[]>;
/** What a Unicode property may hold, roughly: all letters and all beyond ASCII. */
const anyProperty: readonly Range[] = [
  [48, 57],
  [65, 90],
  [97, 122],
  [128, end],
];

/** What one item of a pattern, or of a class in brackets, may read. */
export function rangesOf(item: AST.Character | AST.CharacterSet | AST.CharacterClass): readonly Range[] {
  if (item.type === "Character") return [[item.value, item.value]];
  if (item.type === "CharacterClass") {
    const all = item.elements.flatMap((element) =>
      element.type === "CharacterClassRange" ? ([[element.min.value, element.max.value]] as const) : rangesIn(element),
    );
    return item.negate ? inverted(all) : all;
  }
  if (item.kind === "any") return inverted(lines);
  if (item.kind === "property") return item.negate ? [[0, end]] : anyProperty;
  return item.negate ? inverted(sets[item.kind]) : sets[item.kind];
}

/** The flag `v` alone brings other members, and no pattern has it here. */
function rangesIn(member: AST.CharacterClass["elements"][number]): readonly Range[] {
  const isKnown = member.type === "Character" || member.type === "CharacterSet" || member.type === "CharacterClass";
  return isKnown ? rangesOf(member) : [[0, end]];
}

function inverted(set: readonly Range[]): readonly Range[] {
  const rest: Range[] = [];
  let next = 0;
  for (const [first, last] of [...set].sort((a, b) => a[0] - b[0])) {
    if (first > next) rest.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= end) rest.push([next, end]);
  return rest;
}
