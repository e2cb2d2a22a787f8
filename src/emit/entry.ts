import type { ReExport } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import type { ClientPlan, ResourcePlan } from "../plan/client-plan.js";
import { oauth2Module, runtimeModule } from "../plan/runtime-symbols.js";
import type { Emitter } from "./emitter.js";

/** `index.ts`: the public surface; and `extensions.ts`, with which users add to it. */
export const emitEntry: Emitter = ({ api, plan }): readonly OutputFile[] => {
  const reExports: readonly ReExport[] = [
    { from: "client.ts", typeOnly: false, names: [plan.className, new Identifier("createClient")] },
    { from: "client.ts", typeOnly: true, names: clientTypes(plan) },
    ...(plan.errors.length > 0
      ? [{ from: "errors.ts", typeOnly: false, names: plan.errors.map(({ name }) => name) }]
      : []),
    ...(api.schemas.size > 0 ? modelExports : []),
    ...plan.resources.flatMap(operationTypes),
    ...webhookExports(plan),
    ...oauth2Exports(plan),
    { from: runtimeModule, typeOnly: false, names: plan.runtimeExports.values },
    { from: runtimeModule, typeOnly: true, names: plan.runtimeExports.types },
    { from: "extensions.ts", typeOnly: false, names: "all" },
  ];
  return [
    { kind: "module", path: "index.ts", summary: `The SDK of ${api.title}.`, declarations: [], reExports },
    { kind: "template", path: "extensions.ts", template: "extensions.ts.hbs", values: {}, once: true },
  ];
};

const modelExports: readonly ReExport[] = [
  { from: "models.ts", typeOnly: true, names: "all" },
  { from: "schemas.ts", typeOnly: false, names: { as: new Identifier("schemas") } },
];

function webhookExports({ webhooks }: ClientPlan): readonly ReExport[] {
  if (!webhooks) return [];
  const { eventsName, guardName, parseName, unwrapName, verifyName } = webhooks;
  return [
    { from: "webhooks.ts", typeOnly: false, names: [guardName, parseName, unwrapName, verifyName] },
    { from: "webhooks.ts", typeOnly: true, names: [eventsName] },
  ];
}

function oauth2Exports({ usesOAuth2, oauth2Exports: { values, types } }: ClientPlan): readonly ReExport[] {
  if (!usesOAuth2) return [];
  return [
    { from: oauth2Module, typeOnly: false, names: values },
    { from: oauth2Module, typeOnly: true, names: types },
  ];
}

function clientTypes(plan: ClientPlan): readonly Identifier[] {
  return plan.security.length > 0 ? [plan.authName, plan.optionsName] : [plan.optionsName];
}

function operationTypes({ module, operations }: ResourcePlan): readonly ReExport[] {
  const names = operations
    .flatMap(({ paramsName, errorsName, headersName, mediaName }) => [paramsName, errorsName, headersName, mediaName])
    .filter((name) => name !== undefined);
  return names.length === 0 ? [] : [{ from: module, typeOnly: true, names }];
}
