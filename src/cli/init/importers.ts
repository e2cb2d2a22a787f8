import { posix } from "node:path";
import type { SdkConfig } from "../../config/config.js";
import { recordOf } from "./project.js";

/** What a configuration of another tool becomes. */
export interface Imported {
  readonly tool: string;
  /** Of each SDK what has a counterpart; paths are relative to the foreign file. */
  readonly sdks: readonly Partial<SdkConfig>[];
  /** What has none. */
  readonly left: readonly string[];
}

interface Importer {
  readonly tool: string;
  readonly file: RegExp;
  readonly read: (value: unknown) => Omit<Imported, "tool">;
}

/** How the file of each tool is called, and what is taken from it. */
const importers: readonly Importer[] = [
  { tool: "hey-api", file: /^openapi-ts\.config\.[cm]?[jt]s$/, read: fromHeyApi },
  { tool: "orval", file: /^orval\.config\.[cm]?[jt]s$/, read: fromOrval },
  { tool: "OpenAPI Generator", file: /^openapitools\.json$/, read: fromOpenApiTools },
  { tool: "Stainless", file: /^(?:openapi\.)?stainless\.ya?ml$/, read: fromStainless },
  { tool: "Speakeasy", file: /^(?:gen|workflow)\.ya?ml$/, read: fromSpeakeasy },
  { tool: "Fern", file: /^generators\.ya?ml$/, read: fromFern },
  { tool: "openapi-typescript", file: /^package\.json$/, read: fromScripts },
];

/** Undefined for a file of no tool that is known. */
export function importerOf(path: string): Importer | undefined {
  return importers.find(({ file }) => file.test(posix.basename(path.replaceAll("\\", "/"))));
}

export const importableFiles =
  "openapi-ts.config.ts, orval.config.ts, openapitools.json, stainless.yml, gen.yaml, workflow.yaml, generators.yml, package.json";

function fromHeyApi(value: unknown): Omit<Imported, "tool"> {
  const left: string[] = [];
  const sdks = (Array.isArray(value) ? value : [value]).map((one) => {
    const { input, output, plugins, parser, client, ...rest } = recordOf(one);
    const entry = recordOf(Array.isArray(input) ? input[0] : input);
    const filters = recordOf(recordOf(parser)["filters"] ?? entry["filters"]);
    const named = (Array.isArray(plugins) ? plugins : []).map((plugin) => {
      const options = recordOf(plugin);
      return { name: text(plugin) ?? text(options["name"]) ?? "?", options };
    });
    const clients = [text(client) ?? text(recordOf(client)["name"]), ...named.map(({ name }) => name)];
    const transformers = named.find(({ name }) => name === "@hey-api/transformers")?.options;
    for (const { name } of named) if (!carriedPlugins.test(name)) left.push(`plugin ${name}`);
    left.push(...Object.keys(rest));
    return compact({
      input: text(input) ?? text(Array.isArray(input) ? input[0] : undefined) ?? text(entry["path"]),
      output: text(output) ?? text(recordOf(output)["path"]),
      transport: clients.some((name) => /client-(?:fetch|next|nuxt|ky|ofetch)/.test(name ?? ""))
        ? ("fetch" as const)
        : undefined,
      types:
        transformers &&
        compact({
          dates: transformers["dates"] === false ? undefined : ("date" as const),
          int64: transformers["bigInt"] === true ? ("bigint" as const) : undefined,
        }),
      ...selection(filters),
    });
  });
  return { sdks, left };
}

// What these make, every SDK has.
const carriedPlugins = /^(?:@hey-api\/(?:client-.+|typescript|schemas|sdk|transformers)|zod)$/;

/** hey-api writes operations as we do: `GET /pets`. */
function selection(filters: Readonly<Record<string, unknown>>): Pick<SdkConfig, "include" | "exclude"> {
  const of = (side: "include" | "exclude"): readonly string[] => [
    ...texts(recordOf(filters["tags"])[side]).map((tag) => `tag:${tag}`),
    ...texts(recordOf(filters["operations"])[side]),
  ];
  const [include, exclude] = [of("include"), of("exclude")];
  return { ...(include.length > 0 && { include }), ...(exclude.length > 0 && { exclude }) };
}

function fromOrval(value: unknown): Omit<Imported, "tool"> {
  const left: string[] = [];
  const sdks = Object.entries(recordOf(value)).map(([name, one]) => {
    const { input, output, ...rest } = recordOf(one);
    const [source, target] = [recordOf(input), recordOf(output)];
    const override = recordOf(target["override"]);
    const filters = recordOf(source["filters"]);
    const tags = texts(filters["tags"]).map((tag) => `tag:${tag}`);
    const file = text(output) ?? text(target["target"]);
    left.push(...unknownKeys(rest, [], name), ...unknownKeys(source, ["target", "filters"], `${name}.input`));
    left.push(...unknownKeys(target, ["target", "client", "httpClient", "override"], `${name}.output`));
    left.push(...unknownKeys(override, ["useDates"], `${name}.output.override`));
    return compact({
      input: text(input) ?? text(source["target"]),
      output: file?.endsWith(".ts") === true ? posix.join(posix.dirname(file), name) : file,
      name: className(name),
      transport: target["httpClient"] === "axios" ? undefined : ("fetch" as const),
      types: override["useDates"] === true ? { dates: "date" as const } : undefined,
      ...(tags.length > 0 && { [filters["mode"] === "exclude" ? "exclude" : "include"]: tags }),
    });
  });
  return { sdks, left };
}

function fromOpenApiTools(value: unknown): Omit<Imported, "tool"> {
  const generators = recordOf(recordOf(recordOf(value)["generator-cli"])["generators"]);
  const left: string[] = [];
  const sdks = Object.entries(generators).flatMap(([name, one]) => {
    const { generatorName, inputSpec, output, additionalProperties, ...rest } = recordOf(one);
    if (!/^typescript/.test(text(generatorName) ?? "")) {
      left.push(`generator ${name} (${text(generatorName) ?? "?"})`);
      return [];
    }
    left.push(
      ...unknownKeys(rest, ["glob"], name),
      ...unknownKeys(recordOf(additionalProperties), [], `${name}.additionalProperties`),
    );
    return [
      compact({
        input: text(inputSpec)?.replace("#{cwd}/", ""),
        output: text(output)?.replace("#{cwd}/", ""),
        name: className(name),
      }),
    ];
  });
  return { sdks, left };
}

function fromStainless(value: unknown): Omit<Imported, "tool"> {
  const { organization, ...rest } = recordOf(value);
  const name = text(recordOf(organization)["name"]);
  const left = unknownKeys(rest, ["edition", "$schema"], "").map(
    (key) => `${key}${key === "resources" ? " (sdkwright takes names from operationIds and tags)" : ""}`,
  );
  return { sdks: [compact({ name: name === undefined ? undefined : className(name) })], left };
}

function fromSpeakeasy(value: unknown): Omit<Imported, "tool"> {
  const { generation, sources, targets, ...rest } = recordOf(value);
  const left = unknownKeys(rest, ["configVersion", "workflowVersion", "speakeasyVersion", "management"], "");
  if (sources === undefined) {
    const { sdkClassName, ...others } = recordOf(generation);
    left.push(...unknownKeys(others, [], "generation"));
    const name = text(sdkClassName);
    return { sdks: [compact({ name: name === undefined ? undefined : className(name) })], left };
  }
  const sdks = Object.entries(recordOf(targets)).flatMap(([name, one]) => {
    const target = recordOf(one);
    if (target["target"] !== "typescript") {
      left.push(`target ${name} (${text(target["target"]) ?? "?"})`);
      return [];
    }
    const source = recordOf(recordOf(sources)[text(target["source"]) ?? ""]);
    const inputs = Array.isArray(source["inputs"]) ? source["inputs"] : [];
    left.push(
      ...unknownKeys(target, ["target", "source", "output"], name),
      ...unknownKeys(source, ["inputs"], `source of ${name}`),
    );
    if (inputs.length > 1) left.push(`all inputs of ${name} but the first`);
    return [compact({ input: location(recordOf(inputs[0])["location"]), output: text(target["output"]) ?? undefined })];
  });
  return { sdks, left };
}

function fromFern(value: unknown): Omit<Imported, "tool"> {
  const { api, groups, ...rest } = recordOf(value);
  const left = unknownKeys(rest, ["default-group"], "");
  const definition = recordOf(api);
  const specs = Array.isArray(definition["specs"]) ? definition["specs"] : [];
  const input = text(api) ?? text(definition["path"]) ?? text(recordOf(specs[0])["openapi"]);
  if (specs.length > 1) left.push("all specs but the first");
  const generators = Object.values(recordOf(groups)).flatMap((group) => {
    const list = recordOf(group)["generators"];
    return Array.isArray(list) ? list.map(recordOf) : [];
  });
  const sdks = generators.flatMap((generator) => {
    const name = text(generator["name"]) ?? "?";
    if (!/typescript/.test(name)) {
      left.push(`generator ${name}`);
      return [];
    }
    const config = recordOf(generator["config"]);
    const exported = text(config["namespaceExport"]);
    left.push(...unknownKeys(config, ["namespaceExport"], `${name}.config`));
    const output = text(recordOf(generator["output"])["path"]);
    return [compact({ input, output, name: exported === undefined ? undefined : className(exported) })];
  });
  return { sdks: sdks.length > 0 ? sdks : [compact({ input })], left };
}

/** `openapi-typescript ./openapi.yaml -o src/schema.d.ts`. */
function fromScripts(value: unknown): Omit<Imported, "tool"> {
  const sdks = Object.values(recordOf(recordOf(value)["scripts"])).flatMap((script) => {
    const found = /(?:^|[\s&;])openapi-typescript\s+([^-\s]\S*)(.*)/.exec(text(script) ?? "");
    if (!found) return [];
    const file = /(?:-o|--output)[\s=]+(\S+)/.exec(found[2] ?? "")?.[1];
    const output = file === undefined ? undefined : file.replace(/(?:\.d)?\.ts$/, "-sdk");
    return [compact({ input: found[1], output, transport: "fetch" as const })];
  });
  return { sdks, left: [] };
}

function unknownKeys(value: Readonly<Record<string, unknown>>, known: readonly string[], place: string): string[] {
  const own = Object.keys(value).filter((key) => !known.includes(key));
  return own.map((key) => (place === "" ? key : `${place}.${key}`));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((item) => text(item) ?? []) : [];
}

/** Speakeasy writes a location as text or as `{ location }`, depending on the version. */
function location(value: unknown): string | undefined {
  return text(value) ?? text(recordOf(value)["location"]);
}

export function className(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("")
    .replace(/^\d+/, "");
}

function compact<Settings extends object>(
  settings: Settings,
): { readonly [Name in keyof Settings]?: Exclude<Settings[Name], undefined> } {
  // What is left is defined, which the compiler can't see.
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never;
}
