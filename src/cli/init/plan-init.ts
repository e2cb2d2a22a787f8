import { posix } from "node:path";
import type { SdkConfig } from "../../config/config.js";
import type { Host } from "../../host/host.js";
import type { Arguments } from "../args.js";
import { UsageError } from "../usage-error.js";
import type { Ask } from "./ask.js";
import { className } from "./foreign-values.js";
import { importableFiles, importerOf } from "./importers.js";
import { type Project, textOf } from "./project.js";

/** What the configuration will say, and what somebody has to know of it. */
export interface InitPlan {
  readonly sdks: readonly Partial<SdkConfig>[];
  readonly notes: readonly string[];
}

type Given = Pick<Arguments, "operands" | "out" | "name" | "transport" | "from">;

interface PlanInput {
  readonly args: Given;
  readonly project: Project;
  readonly host: Host;
  /** Undefined: nobody can be asked. */
  readonly ask: Ask | undefined;
  readonly readForeign: (path: string) => Promise<unknown>;
}

/**
 * The SDKs that the configuration will have: from the flags, another tool's configuration, what lies about, or by asking.
 * Undefined where whoever was asked has left.
 *
 * @throws UsageError where it cannot be found out and nobody can be asked
 */
export async function planInit(plan: PlanInput): Promise<InitPlan | undefined> {
  const { args, ask } = plan;
  const notes: string[] = [];
  const imported = args.from === undefined ? [{}] : await importFrom(args.from, plan, notes);
  const flags = Object.fromEntries(
    Object.entries({ input: args.operands[0], output: args.out, name: args.name, transport: args.transport }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const sdks: Partial<SdkConfig>[] = [];
  for (const found of imported) {
    const sdk: Partial<SdkConfig> = { ...found, ...flags };
    const input = sdk.input ?? (await chooseDocument(plan, notes));
    if (input === undefined) return undefined;
    if (!(await isThere(input, plan.host))) notes.push(`${input} is not there yet`);
    const suggested = await suggestedOutput(input, plan.host);
    const output = sdk.output ?? (ask ? await ask.text("Where shall the SDK go?", { initial: suggested }) : suggested);
    if (output === undefined) return undefined;
    const transport = sdk.transport ?? (plan.project.isForBrowsers ? ("fetch" as const) : undefined);
    if (transport === "fetch" && sdk.transport === undefined)
      notes.push("transport fetch, as the project has a framework for browsers; undici is for Node.js");
    const { types, ...rest } = sdk;
    const hasTypes = types && Object.keys(types).length > 0;
    sdks.push({ ...rest, input, output, ...(transport && { transport }), ...(hasTypes && { types }) });
  }
  return { sdks, notes };
}

async function importFrom(
  path: string,
  { readForeign }: PlanInput,
  notes: string[],
): Promise<readonly Partial<SdkConfig>[]> {
  const importer = importerOf(path);
  if (!importer) throw new UsageError(`--from reads ${importableFiles}; ${path} is none of them`);
  const { sdks, left } = importer.read(await readForeign(path));
  if (sdks.length === 0) throw new UsageError(`${path} configures no TypeScript SDK (read as ${importer.tool})`);
  const carried = [...new Set(sdks.flatMap((sdk) => Object.keys(sdk)))];
  notes.push(`from ${path} (${importer.tool}): ${carried.join(", ") || "nothing"}`);
  for (const what of new Set(left)) notes.push(`not carried over, it has no counterpart: ${what}`);
  const folder = posix.dirname(path.replaceAll("\\", "/"));
  // Speakeasy's paths are relative to the project.
  const base = posix.basename(folder) === ".speakeasy" ? posix.dirname(folder) : folder;
  const at = (place: string): string => (/^(?:https?:\/\/|\/)/.test(place) ? place : posix.join(base, place));
  return sdks.map(({ input, output, overlays, ...rest }) => ({
    ...(input !== undefined && { input: at(input) }),
    ...(output !== undefined && { output: at(output) }),
    ...(overlays !== undefined && { overlays: overlays.map(at) }),
    ...rest,
  }));
}

async function chooseDocument({ project, ask, host }: PlanInput, notes: string[]): Promise<string | undefined> {
  const { documents } = project;
  const [only] = documents;
  if (only !== undefined && documents.length === 1) {
    notes.push(`found ${only}`);
    return only;
  }
  if (ask) return only === undefined ? askForDocument(ask, host) : ask.choose("Which OpenAPI document?", documents);
  throw new UsageError(
    only === undefined
      ? "there is no OpenAPI document in the usual places: sdkwright init <path or URL>"
      : `there are several documents (${documents.join(", ")}): sdkwright init <document>`,
  );
}

/** Again and again until it is there. */
async function askForDocument(ask: Ask, host: Host): Promise<string | undefined> {
  const question = "Which OpenAPI document? A path or a URL";
  let answer = await ask.text(question, { example: "openapi.yaml" });
  while (answer !== undefined && !(await isThere(answer, host)))
    answer = await ask.text(`There is no ${answer}. ${question}`, { example: "openapi.yaml" });
  return answer;
}

/** Of an address it is not known. */
async function isThere(input: string, host: Host): Promise<boolean> {
  return /^https?:\/\//i.test(input) || (await textOf(host, input)) !== undefined;
}

/** By the document's title: `src/petstore`. */
async function suggestedOutput(input: string, host: Host): Promise<string> {
  const text = /^https?:/.test(input) ? undefined : await textOf(host, input);
  const title =
    /^[ \t]*(?:\{\s*)?(?:info\s*:\s*\{\s*)?["']?title["']?\s*:\s*["']?([^"',}\n]+)/m.exec(text ?? "")?.[1] ?? "";
  const words = className(
    title.replaceAll(/\b(?:api|rest|openapi|swagger|sdk|the)\b/gi, " ").replaceAll(/[^\x20-\x7e]/g, " "),
  );
  const kebab = words.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return `src/${kebab === "" ? "sdk" : kebab}`;
}
