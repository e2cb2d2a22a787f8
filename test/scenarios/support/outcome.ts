import { parse } from "yaml";
import { formatJson } from "../../../src/diagnostics/format-json.js";
import { type Compiled, type CompileSettings, compileText, wholeDocument } from "./compile.js";
import { bodyText, symbolText } from "./extract.js";
import type { Block, Scenario } from "./markdown.js";

/** The document of a scenario; what it leaves out (version, info, paths) is filled in. */
export function scenarioDocument({ yaml }: Scenario): string {
  const part: unknown = parse(yaml);
  if (typeof part !== "object" || part === null) throw new Error("the YAML of a scenario is a part of a document");
  const isSwagger = "swagger" in part;
  const info = { title: "Example", version: "1.0.0" };
  return JSON.stringify(isSwagger ? { info, paths: {}, ...part } : wholeDocument(part));
}

export function compileScenario(scenario: Scenario, settings: CompileSettings = {}): Promise<Compiled> {
  const config: CompileSettings = scenario.config === undefined ? {} : JSON.parse(scenario.config);
  return compileText(scenarioDocument(scenario), { ...config, ...settings, files: scenario.files });
}

/** What came out, for each block that the scenario has; and what was reported, where no block says it. */
export async function actualBlocks(scenario: Scenario, compiled: Compiled): Promise<readonly Block[]> {
  const blocks = scenario.blocks.map(({ target }) => ({ target, text: textOf(target, compiled) }));
  const reported = diagnosticsText(compiled);
  if (reported === "" || scenario.blocks.some(({ target }) => target === "diagnostics")) return blocks;
  throw new Error(`${scenario.title}: reported without a \`\`\`text diagnostics block that says so:\n${reported}`);
}

function textOf(target: string, compiled: Compiled): string {
  if (target === "diagnostics") return diagnosticsText(compiled);
  const [path = "", symbol] = target.split("#");
  const text = compiled.texts.get(path);
  if (text === undefined) return `// There is no ${path}.`;
  if (symbol === "-runtime") return withoutRuntime(bodyText(text));
  return symbol === undefined ? bodyText(text) : (symbolText(text, symbol) ?? `// There is no ${symbol}.`);
}

/** `index.ts` less the lists of what the runtime exports, which are the same for every document. */
function withoutRuntime(text: string): string {
  return text.replace(/\nexport (?:type )?\{[^}]*\} from "\.\/runtime\/index\.js";/g, "");
}

function diagnosticsText({ diagnostics }: Compiled): string {
  return formatJson(diagnostics.list, diagnostics.sources)
    .map(({ severity, code, pointer, message }) => `${severity} ${code} at ${pointer ?? "?"}\n  ${message}`)
    .join("\n");
}
