/** One document of a Markdown file and what it must become. */
export interface Scenario {
  /** The nearest heading above it. */
  readonly title: string;
  readonly yaml: string;
  /** Of a `json config` block: the part of the configuration that the scenario is about. */
  readonly config: string | undefined;
  /** Other files, by name: `yaml pets.yaml` and `json pets.json` blocks. */
  readonly files: Readonly<Record<string, string>>;
  readonly blocks: readonly Block[];
}

/** The text of a fenced block. */
export interface Block {
  /** `models.ts#Pet`, `models.ts` for the whole file, or `diagnostics`. */
  readonly target: string;
  readonly text: string;
}

const fence = /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;

/** A `yaml` block begins a scenario, a `json config` block configures it, one with a file's name is another file; the `ts` and `text` blocks below it are what it must become. */
export function parseScenarios(text: string): readonly Scenario[] {
  const scenarios: {
    title: string;
    yaml: string;
    config: string | undefined;
    files: Record<string, string>;
    blocks: Block[];
  }[] = [];
  for (const match of text.matchAll(fence)) {
    const [, language, target, content = ""] = match;
    const scenario = scenarios.at(-1);
    if (isFile(language, target)) {
      if (scenario && target !== undefined) scenario.files[target] = content;
    } else if (language === "yaml") {
      const title = headingBefore(text, match.index);
      scenarios.push({ title, yaml: content, config: undefined, files: {}, blocks: [] });
    } else if (isConfig(language, target)) {
      if (scenario) scenario.config = content;
    } else if (target !== undefined) scenario?.blocks.push({ target, text: content.trimEnd() });
  }
  return scenarios;
}

function isFile(language: string | undefined, target: string | undefined): boolean {
  return (language === "yaml" || language === "json") && target !== undefined && target.endsWith(`.${language}`);
}

function isConfig(language: string | undefined, target: string | undefined): boolean {
  return language === "json" && target === "config";
}

function headingBefore(text: string, index: number): string {
  const headings = [...text.slice(0, index).matchAll(/^#+ (.+)$/gm)];
  return headings.at(-1)?.[1] ?? "untitled";
}

/** The Markdown with the blocks' texts replaced, in their order. */
export function withBlocks(text: string, blocks: readonly Block[]): string {
  let next = 0;
  return text.replace(fence, (whole, language: string, target: string | undefined) => {
    if (language === "yaml" || target === undefined || isConfig(language, target) || isFile(language, target))
      return whole;
    const block = blocks[next++];
    if (block?.target !== target) throw new Error(`the blocks are out of step at ${target}`);
    return `\`\`\`${language} ${target}\n${block.text === "" ? "" : `${block.text}\n`}\`\`\``;
  });
}
