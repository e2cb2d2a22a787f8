import type { Change, Impact } from "./change.js";
import type { SurfaceDiff } from "./diff-api.js";

const titles: Readonly<Record<Impact, string>> = {
  breaking: "Breaking",
  additive: "Added",
  docs: "Only in the documentation",
};

const impacts: readonly Impact[] = ["breaking", "additive", "docs"];

const advice: Readonly<Record<SurfaceDiff["bump"], string>> = {
  major: "a new major version: code that uses the SDK may have to change",
  minor: "a new minor version: what is there stays as it is",
  patch: "a new patch version: only the documentation changes",
  none: "no new version: the SDK's public surface is the same",
};

/** For a terminal: the changes by impact, by subject. */
export function diffText(diff: SurfaceDiff): string {
  const sections = impacts.flatMap((impact) => {
    const groups = bySubject(diff.changes.filter((change) => change.impact === impact));
    if (groups.size === 0) return [];
    const lines = [...groups].flatMap(([subject, changes]) =>
      changes.length === 1
        ? [`  ${subject}: ${changes[0]?.message ?? ""}`]
        : [`  ${subject}`, ...changes.map(({ message }) => `    ${message}`)],
    );
    return [`${titles[impact]} (${diff.counts[impact]})`, ...lines, ""];
  });
  return `${[...sections, `This asks for ${advice[diff.bump]}.`].join("\n")}\n`;
}

/** For a pull request. What the document says is text there, never markup. */
export function diffMarkdown(diff: SurfaceDiff): string {
  const sections = impacts.flatMap((impact) => {
    const groups = bySubject(diff.changes.filter((change) => change.impact === impact));
    if (groups.size === 0) return [];
    const lines = [...groups].flatMap(([subject, changes]) =>
      changes.map(({ message }) => `- **${escaped(subject)}** ${escaped(message)}`),
    );
    const heading = `### ${titles[impact]} (${diff.counts[impact]})`;
    // The long tail is folded away: what breaks is what a reviewer looks for.
    return impact === "breaking"
      ? [heading, "", ...lines, ""]
      : [
          "<details>",
          `<summary>${titles[impact]} (${diff.counts[impact]})</summary>`,
          "",
          ...lines,
          "",
          "</details>",
          "",
        ];
  });
  return `${["## Changes of the SDK", "", `This asks for ${advice[diff.bump]}.`, "", ...sections].join("\n").trimEnd()}\n`;
}

function bySubject(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.subject);
    if (group) group.push(change);
    else groups.set(change.subject, [change]);
  }
  return groups;
}

/** Single pairs of backticks, as our own sentences have them, stay; inside them nothing is markup. Those of a name are text. */
function escaped(text: string): string {
  return text
    .split(/((?<!`)`[^`]+`(?!`))/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_{}[\]<>#|!@`]/g, "\\$&")))
    .join("");
}
