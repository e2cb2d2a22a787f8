import { call, code, typeArguments } from "../code/code.js";
import type { FunctionDecl, TypeDecl } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { ClientPlan } from "../plan/client-plan.js";
import type { Emitter } from "./emitter.js";
import { kit } from "./testing.js";

/** `testing.msw.ts`, on request: the test kit's answers as handlers of MSW. It alone needs the package `msw`. */
export const emitTestingMsw: Emitter = ({ api, plan, options }): readonly OutputFile[] => {
  if (options.msw !== true || plan.resources.length === 0) return [];
  const type = new Identifier(`Msw${plan.className.text}`);
  return [
    {
      kind: "module",
      path: "testing.msw.ts",
      summary: `For tests of code that uses ${api.title}: handlers of MSW (https://mswjs.io).`,
      declarations: [handlersType(type, plan), handlersFunction(type, plan)],
      reExports: [],
    },
  ];
};

const http = new ImportedSymbol({ name: new Identifier("http"), module: "msw" });
const handler = new ImportedSymbol({ name: new Identifier("HttpHandler"), module: "msw", typeOnly: true });

function handlersType(name: Identifier, { className, runtime }: ClientPlan): TypeDecl {
  const client = new ImportedSymbol({ name: className, module: "client.ts", typeOnly: true });
  const type = typeArguments(runtime.MswHandlers, code`${client}`, code`${handler}`);
  return { kind: "type", name, exported: true, doc: { text: `What \`msw${className.text}\` gives.` }, type };
}

function handlersFunction(type: Identifier, { className, runtime }: ClientPlan): FunctionDecl {
  const given = new ImportedSymbol({ name: kit, module: "testing.ts" });
  return {
    kind: "function",
    name: new Identifier(`msw${className.text}`),
    exported: true,
    doc: {
      text:
        "A handler of MSW for each operation, whose answers are declared as a mock's: statuses and bodies are checked against the " +
        "document. Hand it to `setupServer`, `setupWorker` or `use`.",
    },
    parameters: [code`options: ${runtime.MswOptions} = {}`],
    returns: code`${type}`,
    body: [code`return ${call(runtime.mswHandlers, code`${given}`, code`${http}`, code`options`)};`],
  };
}
