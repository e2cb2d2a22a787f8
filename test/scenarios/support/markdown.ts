/** One document of a Markdown file and what it must become. */
export interface Scenario {
  /** The nearest heading above it. */
  readonly title: string;
  readonly yaml: string;
  readonly blocks: readonly Block[];
}

/** The text of a fenced block. */
export interface Block {
  /** `models.ts#Pet`, `models.ts` for the whole file, or `diagnostics`. */
  readonly target: string;
  readonly text: string;
}

const fence = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** A `yaml` block begins a scenario; the `ts` and `text` blocks below it are what it must become. */
export function parseScenarios(text: string): readonly Scenario[] {
  const scenarios: { title: string; yaml: string; blocks: Block[] }[] = [];
  for (const match of text.matchAll(fence)) {
    const [, language, target, content = ""] = match;
    if (language === "yaml") scenarios.push({ title: headingBefore(text, match.index), yaml: content, blocks: [] });
    else if (target !== undefined) scenarios.at(-1)?.blocks.push({ target, text: content.trimEnd() });
  }
  return scenarios;
}

function headingBefore(text: string, index: number): string {
  const headings = [...text.slice(0, index).matchAll(/^#+ (.+)$/gm)];
  return headings.at(-1)?.[1] ?? "untitled";
}

/** The Markdown with the blocks' texts replaced, in their order. */
export function withBlocks(text: string, blocks: readonly Block[]): string {
  let next = 0;
  return text.replace(fence, (whole, language: string, target: string | undefined) => {
    if (language === "yaml" || target === undefined) return whole;
    const block = blocks[next++];
    if (block?.target !== target) throw new Error(`the blocks are out of step at ${target}`);
    return `\`\`\`${language} ${target}\n${block.text === "" ? "" : `${block.text}\n`}\`\`\``;
  });
}
