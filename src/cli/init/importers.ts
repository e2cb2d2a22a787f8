import { posix } from "node:path";
import type { SdkConfig } from "../../config/config.js";
import { fromFern, fromSpeakeasy, fromStainless } from "./cloud-importers.js";
import { className, compact, type Imported, text, texts, unknownKeys } from "./foreign-values.js";
import { fromRedocly, fromScripts } from "./openapi-typescript-importer.js";
import { recordOf } from "./project.js";

interface Importer {
  readonly tool: string;
  readonly file: RegExp;
  readonly read: (value: unknown) => Imported;
}

/** How the file of each tool is called, and what is taken from it. */
const importers: readonly Importer[] = [
  { tool: "hey-api", file: /^openapi-ts\.config\.[cm]?[jt]s$/, read: fromHeyApi },
  { tool: "orval", file: /^orval\.config\.[cm]?[jt]s$/, read: fromOrval },
  { tool: "OpenAPI Generator", file: /^openapitools\.json$/, read: fromOpenApiTools },
  { tool: "Stainless", file: /^(?:openapi\.)?stainless\.ya?ml$/, read: fromStainless },
  { tool: "Speakeasy", file: /^(?:gen|workflow)\.ya?ml$/, read: fromSpeakeasy },
  { tool: "Fern", file: /^generators\.ya?ml$/, read: fromFern },
  { tool: "openapi-typescript", file: /^redocly\.ya?ml$/, read: fromRedocly },
  { tool: "openapi-typescript", file: /^package\.json$/, read: fromScripts },
];

/** Undefined for a file of no tool that is known. */
export function importerOf(path: string): Importer | undefined {
  return importers.find(({ file }) => file.test(posix.basename(path.replaceAll("\\", "/"))));
}

export const importableFiles =
  "openapi-ts.config.ts, orval.config.ts, openapitools.json, stainless.yml, gen.yaml, workflow.yaml, generators.yml, redocly.yaml, package.json";

function fromHeyApi(value: unknown): Imported {
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
    for (const { name, options: own } of named) {
      if (!carriedPlugins.test(name)) left.push(`plugin ${name}`);
      else if (name !== "@hey-api/transformers") left.push(...unknownKeys(own, ["name"], `plugin ${name}`));
    }
    left.push(...Object.keys(rest));
    return compact({
      input: text(input) ?? text(Array.isArray(input) ? input[0] : undefined) ?? text(entry["path"]),
      output: text(output) ?? text(recordOf(output)["path"]),
      transport: clients.some((name) => fetchClients.test(name ?? "")) ? ("fetch" as const) : undefined,
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

// Plugins, or what was the setting `client` of older versions.
const fetchClients = /client-(?:fetch|next|nuxt|ky|ofetch)|^(?:legacy\/)?(?:fetch|xhr|angular)$/;

// What these make, every SDK has. Services and types are the former names of sdk and typescript.
const carriedPlugins = /^(?:@hey-api\/(?:client-.+|typescript|types|schemas|sdk|services|transformers)|zod)$/;

/** hey-api writes operations as we do: `GET /pets`. */
function selection(filters: Readonly<Record<string, unknown>>): Pick<SdkConfig, "include" | "exclude"> {
  const of = (side: "include" | "exclude"): readonly string[] => [
    ...texts(recordOf(filters["tags"])[side]).map((tag) => `tag:${tag}`),
    ...texts(recordOf(filters["operations"])[side]),
  ];
  const [include, exclude] = [of("include"), of("exclude")];
  return { ...(include.length > 0 && { include }), ...(exclude.length > 0 && { exclude }) };
}

function fromOrval(value: unknown): Imported {
  const left: string[] = [];
  const entries = Object.entries(recordOf(value));
  const sdks = entries.flatMap(([name, one]) => {
    const { input, output, ...rest } = recordOf(one);
    const [source, target] = [recordOf(input), recordOf(output)];
    // The schemas stand in every SDK, beside what another entry makes of the same document.
    if (target["client"] === "zod" && entries.length > 1) return [];
    const override = recordOf(target["override"]);
    const filters = recordOf(source["filters"]);
    const tags = texts(filters["tags"]).map((tag) => `tag:${tag}`);
    const file = text(output) ?? text(target["target"]);
    left.push(...unknownKeys(rest, [], name), ...unknownKeys(source, ["target", "filters"], `${name}.input`));
    left.push(...unknownKeys(target, ["target", "client", "httpClient", "override"], `${name}.output`));
    left.push(...unknownKeys(override, ["useDates"], `${name}.output.override`));
    if (/query|swr/.test(text(target["client"]) ?? "")) left.push(`${name}: the hooks of ${text(target["client"])}`);
    const sdk = compact({
      input: text(input) ?? text(source["target"]),
      output: file?.endsWith(".ts") === true ? posix.join(posix.dirname(file), name) : file,
      name: className(name),
      transport: isForNode(target) ? undefined : ("fetch" as const),
      types: override["useDates"] === true ? { dates: "date" as const } : undefined,
      ...(tags.length > 0 && { [filters["mode"] === "exclude" ? "exclude" : "include"]: tags }),
    });
    return [sdk];
  });
  return { sdks, left };
}

/** Hooks are for browsers, whatever sends their requests; axios alone may be either, and then Node.js is the safer guess. */
function isForNode({ client, httpClient }: Readonly<Record<string, unknown>>): boolean {
  const isFramework = /query|swr|angular/.test(text(client) ?? "");
  return !isFramework && (httpClient === "axios" || client === "axios" || client === "axios-functions");
}

function fromOpenApiTools(value: unknown): Imported {
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
