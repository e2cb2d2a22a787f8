import type { SdkConfig } from "../../config/config.js";
import type { Project } from "./project.js";

/** What is left to do by hand, in its order: commands first, then what the project's own settings stand in the way of. */
export function nextSteps(project: Project, sdks: readonly Partial<SdkConfig>[]): readonly string[] {
  const { packageManager, dependencies, bundler, manifest, hasTypeScript } = project;
  const add = { npm: "npm install", pnpm: "pnpm add", yarn: "yarn add", bun: "bun add" }[packageManager];
  const isMissing = (name: string): boolean => !dependencies.has(name);
  const forNode = sdks.some(({ transport }) => transport !== "fetch");
  const needed = ["zod", ...(forNode ? ["undici"] : [])].filter(isMissing);
  // undici's types are about Node.js's own.
  const tools = ["sdkwright", ...(forNode && hasTypeScript ? ["@types/node"] : [])].filter(isMissing);
  const run = manifest === undefined ? "npx sdkwright generate" : `${packageManager} run sdk:generate`;
  return [
    ...(tools.length > 0 ? [`${add} -D ${tools.join(" ")}`] : []),
    ...(needed.length > 0 ? [`${add} ${needed.join(" ")}   # what the SDK imports`] : []),
    run,
    ...(bundler ? [`${bundler}: import sdkwright from "sdkwright/${bundler}" generates before each build`] : []),
    ...settingsInTheWay(project, forNode),
  ];
}

function settingsInTheWay(project: Project, forNode: boolean): readonly string[] {
  const { hasTypeScript, bundler, isModule, compiler } = project;
  if (!hasTypeScript)
    return bundler
      ? []
      : [
          "the SDK is TypeScript: where nothing compiles it, package: true in the configuration makes a package with JavaScript",
        ];
  const steps: string[] = [];
  if (project.isLoose) steps.push("tsconfig.json: the SDK's types are made for strict: true");
  if (forNode && compiler.hasOtherTypesOnly) steps.push('tsconfig.json: add "node" to types');
  if (compiler.isVerbatim && compiler.isNodeStyle && !isModule)
    steps.push('package.json: "type": "module" (npm pkg set type=module), as tsconfig.json has verbatimModuleSyntax');
  return steps;
}
