import { catalog, type DiagnosticCode } from "../../diagnostics/catalog.js";
import { Diagnostics } from "../../diagnostics/diagnostic.js";
import { diagnosticCodes, explanations } from "../../diagnostics/explanations.js";
import { formatText } from "../../diagnostics/format-text.js";
import { suggest } from "../../diagnostics/suggest.js";
import { packageAssets, packageExamples } from "../../host/assets.js";
import { nodeHost } from "../../host/node-host.js";
import { readApi } from "../../read-api.js";
import type { Arguments } from "../args.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import { wrapped } from "../wrap-text.js";

/** `sdkwright explain <code>`: what a diagnostic means, with a document that causes it. Without a code: all of them. */
export async function explainCommand(args: Arguments, { stdout }: Terminal): Promise<ExitCode> {
  const [operand] = args.operands;
  if (operand === undefined) {
    stdout.write(args.json ? json({ format: 1, codes: diagnosticCodes.map(entryOf) }) : list());
    return exitCode.done;
  }
  const rule = /^redocly\/([a-z0-9-]+)$/i.exec(operand)?.[1];
  if (rule !== undefined) {
    const entry = { code: operand, meaning: `A rule of Redocly's: https://redocly.com/docs/cli/rules/oas/${rule}.` };
    const mend = `A redocly.yaml beside the document chooses the rules: rules: { ${rule}: off }.`;
    stdout.write(args.json ? json({ format: 1, ...entry, mend }) : `${operand}\n\n${entry.meaning}\n${mend}\n`);
    return exitCode.done;
  }
  const code = knownCode(operand);
  const example = await exampleOf(code);
  stdout.write(
    args.json
      ? json({ format: 1, ...entryOf(code), ...explanations[code], ...(example && { example }) })
      : text(code, example),
  );
  return exitCode.done;
}

/** @throws UsageError where there is no such code */
function knownCode(operand: string): DiagnosticCode {
  const known = diagnosticCodes.find((code) => code === operand);
  if (known !== undefined) return known;
  const near =
    diagnosticCodes.find((code) => code.endsWith(`/${operand.toLowerCase()}`)) ?? suggest(operand, diagnosticCodes);
  const advice = near === undefined ? "sdkwright explain lists them all" : `did you mean ${near}?`;
  throw new UsageError(`there is no diagnostic "${operand}"; ${advice}`);
}

function entryOf(code: DiagnosticCode): object {
  return { code, severity: catalog[code].severity, meaning: explanations[code].meaning };
}

function list(): string {
  const width = Math.max(...diagnosticCodes.map((code) => code.length));
  const rows = diagnosticCodes.map(
    (code) => `${code.padEnd(width)}  ${catalog[code].severity.padEnd(7)}  ${explanations[code].meaning}`,
  );
  return `${rows.join("\n")}\n`;
}

interface Example {
  readonly file: string;
  readonly text: string;
  /** What sdkwright says of it: only the diagnostics of the code. */
  readonly output: string;
}

/** What cannot be shown by a document has no example. */
async function exampleOf(code: DiagnosticCode): Promise<Example | undefined> {
  const { folder, files } = packageExamples();
  const file = files.find((name) => name.replace(/\.\w+$/, "") === code.replace("/", "-"));
  if (file === undefined) return undefined;
  const host = nodeHost({ cwd: folder });
  const diagnostics = new Diagnostics();
  const isOverlay = file.startsWith("overlay-");
  const sources = isOverlay ? { input: "base.yaml", load: { overlays: [file] } } : { input: file };
  await readApi(sources, { host, assets: packageAssets(), diagnostics });
  const own = diagnostics.list.filter((diagnostic) => diagnostic.code === code);
  return { file, text: await host.readText(file), output: formatText(own, diagnostics.sources) };
}

function text(code: DiagnosticCode, example: Example | undefined): string {
  const { meaning, why, mend } = explanations[code];
  const sections = [
    `${code} (${catalog[code].severity})\n`,
    section("What it means", wrapped(meaning)),
    section("Why it matters", wrapped(why)),
    section("How to mend it", wrapped(mend)),
  ];
  if (example) {
    sections.push(section(`Example: ${example.file}`, example.text.trimEnd().split("\n").map(clipped)));
    sections.push(section("What sdkwright says of it", example.output.trimEnd().split("\n").map(clipped)));
  }
  return sections.join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}`.trimEnd()).join("\n")}\n`;
}

/** The example of what nests too deep is a long line. */
function clipped(line: string): string {
  return line.length <= 160 ? line : `${line.slice(0, 80)}…`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
