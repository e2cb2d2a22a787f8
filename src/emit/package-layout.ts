/** A publishable package around the SDK; what is left out comes from the document. */
export interface PackageSettings {
  readonly name: string;
  readonly version?: string | undefined;
  readonly description?: string | undefined;
  /** An SPDX identifier. */
  readonly license?: string | undefined;
  readonly repository?: string | undefined;
}

/** How a user imports a module of the SDK (`index.ts`, `operations/pets.ts`): from the package, or from the folder beside. */
export function moduleSpecifier(settings: PackageSettings | undefined, module: string): string {
  const path = module.replace(/\.ts$/, "");
  if (!settings) return `./${path}.js`;
  return path === "index" ? settings.name : `${settings.name}/${path}`;
}

/** Where a file of the SDK stands: with a package around it, its code is in `src/`. */
export function placeOf(path: string, settings: PackageSettings | undefined): string {
  return settings && path.endsWith(".ts") ? `src/${path}` : path;
}

export type WantedPackage = { readonly [Name in keyof PackageSettings]?: PackageSettings[Name] | undefined };

/** What was asked for, with a name of its own: `inkwell-sdk`. Undefined where no package is wanted. */
export function packageSettings(
  wanted: boolean | WantedPackage | undefined,
  clientName: string,
): PackageSettings | undefined {
  if (wanted === undefined || wanted === false) return undefined;
  const words = clientName.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  const own = `${words.replace(/[^a-z0-9]+/g, "-").replace(/^-+|(?<!-)-+$/g, "") || "api"}-sdk`;
  return wanted === true ? { name: own } : { ...wanted, name: wanted.name ?? own };
}
