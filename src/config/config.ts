import { isAbsolute, relative } from "node:path";
import * as z from "zod";
import { ConfigError } from "./config-error.js";
import { describeIssue } from "./describe-issue.js";
import { type OperationConfig, operationConfig } from "./operation-config.js";
import type { Plugin } from "./plugin.js";
import { pluginConfig } from "./plugin-config.js";

/** What to generate from what: one SDK. */
export interface SdkConfig {
  /** A path, an http(s) URL, or `-` for standard input. */
  readonly input: string;
  /** The folder of the SDK. */
  readonly output: string;
  /** The name of the client class; default: from the title of the document. */
  readonly name?: string | undefined;
  /** `undici` (default) for Node.js; `fetch` for browsers, workers, Deno and Bun. */
  readonly transport?: "undici" | "fetch" | undefined;
  /** `bundled` (default): the runtime's source is copied into the SDK; `package`: it imports `sdkwright/runtime`. */
  readonly runtime?: "bundled" | "package" | undefined;
  /** A folder for the bundled runtime, which several SDKs of a project then share. Default: each has its own. */
  readonly runtimeDir?: string | undefined;
  /** How values look in TypeScript. */
  readonly types?:
    | {
        /** `open` (default): an enum in a response keeps its known values and admits others of their type; `closed`: only the known ones. */
        readonly enums?: "open" | "closed" | undefined;
        /** `string` (default): a `format: date-time` is the text that was sent; `date`: a `Date`. A `format: date` is always text. */
        readonly dates?: "string" | "date" | undefined;
        /** `number` (default), which rounds beyond 2^53; `bigint`: integers of `format: int64` and `uint64` keep all their digits. */
        readonly int64?: "number" | "bigint" | undefined;
      }
    | undefined;
  /**
   * How the SDK validates unless a client or a call says otherwise: one mode for both directions, or one for each. Default:
   * requests `off`, responses `lenient`. With both `off` its operations name no schema, so that a bundle holds no zod, and
   * nobody can ask for validation later.
   */
  readonly validate?: ValidateConfig | undefined;
  /** What of the document to generate: `tag:pets`, `/pets/**`, `GET /pets`, an operationId. Default: all of it. */
  readonly include?: readonly string[] | undefined;
  /** What of that to leave out, in the same words. */
  readonly exclude?: readonly string[] | undefined;
  /** Policies of single operations, by operationId or by `GET /pets`. They win over the document's own. */
  readonly operations?: Readonly<Record<string, OperationConfig>> | undefined;
  /** Whether a whole publishable npm package is written around the SDK, whose code then stands in `src/`. Default false. */
  readonly package?: boolean | z.output<typeof packageConfig> | undefined;
  /** Whether `openapi.ts` is written too: the document as openapi-typescript says it, for openapi-fetch and its kin. Default false. */
  readonly openapiTypes?: boolean | undefined;
  /** A folder whose files take the place of sdkwright's own templates. */
  readonly templates?: string | undefined;
  /** What is written for tests besides `testing.ts`. */
  readonly testing?:
    | {
        /** `testing.msw.ts`: handlers of MSW, for which tests need the package `msw` (2.x). Default false. */
        readonly msw?: boolean | undefined;
      }
    | undefined;
  /** Type-check the SDK before it takes the place of the old one. Default false. */
  readonly verify?: boolean | undefined;
  /** How lists that come in pages are found. */
  readonly pagination?:
    | {
        /** Whether names and shapes may tell, where neither the configuration nor the document says anything. Default true. */
        readonly infer?: boolean | undefined;
      }
    | undefined;
  /** OpenAPI Overlays (1.0, 1.1) that are applied to the document before it is read: paths or URLs, in their order. */
  readonly overlays?: readonly string[] | undefined;
  /** Folders, besides the document's own, that `$ref`s may read from. */
  readonly allowRefsFrom?: readonly string[] | undefined;
  /**
   * Environment variables that the document may name for credentials (`x-fern-bearer` and its kin), besides those that
   * begin with the SDK's own name. Default none: their values go to the document's server.
   */
  readonly allowEnv?: readonly string[] | undefined;
  /** Whether `$ref`s may be fetched from other origins than the document's own. Default false. */
  readonly allowRemoteRefs?: boolean | undefined;
  /** How much is read at most. Default: 64 megabytes, 2,000 files, 10 million nodes, 200 levels of depth, 30 seconds. */
  readonly limits?: z.output<typeof limitsConfig> | undefined;
  /** Warnings are errors: nothing is written where there is one. Default false. */
  readonly strict?: boolean | undefined;
  /** Code of yours that takes part: it edits the document, sets what single operations need, adds files. In their order. */
  readonly plugins?: readonly Plugin[] | undefined;
  /** What relative paths are relative to. Default: the working folder. */
  readonly cwd?: string | undefined;
  /** Tell what would change and write nothing. Default false. */
  readonly dryRun?: boolean | undefined;
}

const validationMode = z.enum(["off", "warn", "lenient", "strict"]);

type ValidateMode = z.output<typeof validationMode>;

type ValidateConfig =
  | ValidateMode
  | { readonly request?: ValidateMode | undefined; readonly response?: ValidateMode | undefined };

const packageConfig = z.strictObject({
  // What npm takes: https://docs.npmjs.com/cli/configuring-npm/package-json#name
  name: z
    .string()
    .max(214)
    .regex(/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, "expected the name of an npm package")
    .optional(),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/, "expected a version such as 1.2.3")
    .optional(),
  description: z.string().optional(),
  license: z.string().min(1).optional(),
  repository: z.string().min(1).optional(),
});

const limitsConfig = z.strictObject({
  /** The document with all that it refers to, in millions of bytes. */
  megabytes: z.number().positive().optional(),
  /** Files that it may refer to. */
  files: z.int().positive().optional(),
  /** Objects and lists of one file, each YAML alias written out. */
  nodes: z.int().positive().optional(),
  /** Levels of objects and lists. */
  depth: z.int().positive().optional(),
  /** For one file of the network. */
  seconds: z.number().positive().optional(),
});

const sdkConfig = z.strictObject({
  input: z.string().min(1),
  output: z.string().min(1),
  name: z.string().min(1).optional(),
  transport: z.enum(["undici", "fetch"]).optional(),
  runtime: z.enum(["bundled", "package"]).optional(),
  runtimeDir: z.string().min(1).optional(),
  types: z
    .strictObject({
      enums: z.enum(["open", "closed"]).optional(),
      dates: z.enum(["string", "date"]).optional(),
      int64: z.enum(["number", "bigint"]).optional(),
    })
    .optional(),
  validate: z
    .union([
      validationMode,
      z.strictObject({ request: validationMode.optional(), response: validationMode.optional() }),
    ])
    .optional(),
  include: z.array(z.string().min(1)).optional(),
  exclude: z.array(z.string().min(1)).optional(),
  package: z.union([z.boolean(), packageConfig]).optional(),
  openapiTypes: z.boolean().optional(),
  templates: z.string().min(1).optional(),
  testing: z.strictObject({ msw: z.boolean().optional() }).optional(),
  verify: z.boolean().optional(),
  pagination: z.strictObject({ infer: z.boolean().optional() }).optional(),
  operations: z.record(z.string(), operationConfig).optional(),
  overlays: z.array(z.string().min(1)).optional(),
  allowRefsFrom: z.array(z.string()).optional(),
  allowEnv: z.array(z.string().min(1)).optional(),
  allowRemoteRefs: z.boolean().optional(),
  limits: limitsConfig.optional(),
  strict: z.boolean().optional(),
  plugins: z.array(pluginConfig).optional(),
  cwd: z.string().optional(),
  dryRun: z.boolean().optional(),
});

/** @throws ConfigError naming every setting that is wrong; `place` says where the configuration stands */
export function checkConfig(config: unknown, place = "the configuration"): SdkConfig {
  const result = sdkConfig.safeParse(config);
  if (result.success) {
    const { data } = result;
    if (data.package && data.runtime === "package")
      throw new ConfigError(
        `${place} is not usable:\n  - package: goes with the bundled runtime only, but runtime is "package", which has no CommonJS`,
      );
    const misuse = runtimeDirMisuse(data);
    if (misuse !== undefined) throw new ConfigError(`${place} is not usable:\n  - runtimeDir: ${misuse}`);
    return data;
  }
  const problems = result.error.issues.flatMap((issue) => describeIssue(issue, config, sdkConfig));
  throw new ConfigError(`${place} is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
}

const settingsConfig = z.strictObject({ operations: z.record(z.string(), operationConfig).optional() });

/** @throws ConfigError where what a plugin sets is no setting */
export function checkPluginSettings(settings: unknown, place: string): Pick<SdkConfig, "operations"> {
  const result = settingsConfig.safeParse(settings);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => describeIssue(issue, settings, settingsConfig));
  throw new ConfigError(`${place} is not usable: ${problems.join("; ")}`);
}

function runtimeDirMisuse({ runtimeDir, output, runtime, package: wanted }: SdkConfig): string | undefined {
  if (runtimeDir === undefined) return undefined;
  if (runtime === "package") return 'goes with the bundled runtime only, but runtime is "package"';
  if (wanted) return "a package holds its own runtime; leave runtimeDir or package out";
  const isInside = !/^\.\.(?:[\\/]|$)/.test(relative(output, runtimeDir)) && !isAbsolute(relative(output, runtimeDir));
  return isInside ? `must not be in the SDK's own folder (${output}): expected one beside it` : undefined;
}
