import type { SdkConfig } from "../../config/config.js";
import { className, compact, type Imported, text, unknownKeys } from "./foreign-values.js";
import { recordOf } from "./project.js";

type Settings = Readonly<Record<string, unknown>>;
type Operations = NonNullable<SdkConfig["operations"]>;

export function fromStainless(value: unknown): Imported {
  const { organization, resources, targets, settings, ...rest } = recordOf(value);
  const name = text(recordOf(organization)["name"]);
  const { package_name: packageName, ...target } = recordOf(
    recordOf(targets)["typescript"] ?? recordOf(targets)["node"],
  );
  const { license, ...others } = recordOf(settings);
  const left = [
    ...unknownKeys(rest, ["edition", "$schema"], ""),
    ...unknownKeys(others, [], "settings"),
    ...unknownKeys(target, [], "targets.typescript"),
    ...Object.keys(recordOf(targets)).filter((language) => !["typescript", "node"].includes(language)),
  ];
  const named = new Map<string, Operations[string]>();
  for (const [resource, one] of Object.entries(recordOf(resources)))
    nameOperations([resource], recordOf(one), named, left);
  const about = compact({ name: text(packageName), license: text(license) });
  return {
    sdks: [
      compact({
        name: name === undefined ? undefined : className(name),
        package: about.name === undefined ? undefined : about,
        operations: named.size === 0 ? undefined : Object.fromEntries(named),
      }),
    ],
    left,
  };
}

/** `accounts: { methods: { list: get /accounts }, subresources: … }`; resources of ours do not nest: `accountsFriends`. */
function nameOperations(
  path: readonly string[],
  { methods, subresources, ...rest }: Settings,
  named: Map<string, Operations[string]>,
  left: string[],
): void {
  const isClient = path[0] === "$client";
  const resource = camel(path.join("_"));
  for (const [method, one] of Object.entries(recordOf(methods))) {
    const { endpoint, ...others } = recordOf(one);
    const [, verb, place] = /^(\w+)\s+(\/\S*)$/.exec(text(one) ?? text(endpoint) ?? "") ?? [];
    if (verb === undefined || !isName(camel(method))) {
      left.push(`resources.${path.join(".")}.methods.${method}`);
      continue;
    }
    left.push(...unknownKeys(others, ["type"], `resources.${path.join(".")}.methods.${method}`));
    const key = `${verb.toUpperCase()} ${place}`;
    named.set(key, { name: camel(method), ...(!isClient && isName(resource) && { resource }) });
  }
  left.push(...unknownKeys(rest, [], `resources.${path.join(".")}`));
  for (const [name, one] of Object.entries(recordOf(subresources)))
    nameOperations(isClient ? [name] : [...path, name], recordOf(one), named, left);
}

function camel(name: string): string {
  const pascal = className(name);
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
}

function isName(name: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(name);
}

/** `gen.yaml` says how the SDK is, `workflow.yaml` from what it is made. */
export function fromSpeakeasy(value: unknown): Imported {
  const { generation, sources, targets, ...rest } = recordOf(value);
  const about = ["configVersion", "workflowVersion", "speakeasyVersion", "management", "lockVersion"];
  if (sources !== undefined) return fromWorkflow(recordOf(sources), recordOf(targets), unknownKeys(rest, about, ""));
  const { typescript, ...others } = rest;
  const { packageName, version, ...language } = recordOf(typescript);
  const { sdkClassName, ...general } = recordOf(generation);
  const name = text(sdkClassName);
  const packaged = compact({ name: text(packageName), version: plainVersion(version) });
  return {
    sdks: [
      compact({
        name: name === undefined ? undefined : className(name),
        package: packaged.name === undefined ? undefined : packaged,
      }),
    ],
    left: [
      ...unknownKeys(others, about, ""),
      ...unknownKeys(general, [], "generation"),
      ...unknownKeys(language, [], "typescript"),
    ],
  };
}

function fromWorkflow(sources: Settings, targets: Settings, left: string[]): Imported {
  const sdks = Object.entries(targets).flatMap(([name, one]) => {
    const target = recordOf(one);
    if (target["target"] !== "typescript") {
      left.push(`target ${name} (${text(target["target"]) ?? "?"})`);
      return [];
    }
    const source = recordOf(sources[text(target["source"]) ?? ""]);
    const [input, ...more] = places(source["inputs"]);
    const overlays = places(source["overlays"]);
    left.push(
      ...unknownKeys(target, ["target", "source", "output"], name),
      ...unknownKeys(source, ["inputs", "overlays"], `source of ${name}`),
      // The merging of documents, and what only Speakeasy's registry has.
      ...more.map((place) => `a further input of ${name}: ${place}`),
      ...[input ?? "", ...overlays].filter(isRegistry).map((place) => `${name}: ${place}`),
    );
    const own = overlays.filter((place) => !isRegistry(place));
    return [
      compact({
        input: input !== undefined && isRegistry(input) ? undefined : input,
        output: text(target["output"]),
        overlays: own.length === 0 ? undefined : own,
      }),
    ];
  });
  return { sdks, left };
}

/** `- location: openapi.yaml`; `location` is a text, or has one within it, depending on the version. */
function places(list: unknown): readonly string[] {
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    const { location } = recordOf(item);
    return text(location) ?? text(recordOf(location)["location"]) ?? [];
  });
}

function isRegistry(place: string): boolean {
  return place.startsWith("registry.");
}

function plainVersion(version: unknown): string | undefined {
  return /^\d+\.\d+\.\d+$/.test(text(version) ?? "") ? text(version) : undefined;
}

export function fromFern(value: unknown): Imported {
  const { api, groups, ...rest } = recordOf(value);
  const left = unknownKeys(rest, ["default-group", "auth-schemes"], "");
  const { specs, path: single, ...settings } = Array.isArray(api) ? { specs: api } : recordOf(api);
  const list = (Array.isArray(specs) ? specs : []).map(recordOf);
  const [first] = list;
  // Without a word on it, the document stands where Fern's own command puts it.
  const input = text(api) ?? text(single) ?? text(first?.["openapi"]) ?? text(first?.["path"]) ?? "openapi/openapi.yml";
  left.push(...unknownKeys(settings, [], "api"), ...unknownKeys(first ?? {}, ["openapi", "path"], "api.specs[0]"));
  if (list.length > 1) left.push("all specs but the first");
  const generators = Object.values(recordOf(groups)).flatMap((group) => {
    const members = Array.isArray(group) ? group : recordOf(group)["generators"];
    return Array.isArray(members) ? members.map(recordOf) : [];
  });
  const sdks = generators.flatMap((generator) => {
    const name = text(generator["name"]) ?? "?";
    // Fern's Express generator makes a server.
    if (!/typescript.*sdk/.test(name)) {
      left.push(`generator ${name}`);
      return [];
    }
    return [fromFernGenerator(name, generator, input, left)];
  });
  return { sdks: sdks.length > 0 ? sdks : [compact({ input })], left };
}

function fromFernGenerator(name: string, generator: Settings, input: string, left: string[]): Partial<SdkConfig> {
  const { namespaceExport, ...config } = recordOf(generator["config"]);
  const { location, path, "package-name": packageName, ...output } = recordOf(generator["output"]);
  left.push(
    ...unknownKeys(config, [], `${name}.config`),
    ...unknownKeys(output, [], `${name}.output`),
    ...unknownKeys(generator, ["name", "version", "config", "output"], name),
  );
  const exported = text(namespaceExport);
  return compact({
    input,
    output: text(path),
    name: exported === undefined ? undefined : className(exported),
    transport: name.includes("browser") ? ("fetch" as const) : undefined,
    package: location === "npm" && text(packageName) !== undefined ? compact({ name: text(packageName) }) : undefined,
  });
}
