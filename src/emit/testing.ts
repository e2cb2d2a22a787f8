import { alternatives, arrayCode, type Code, call, code, literal, objectCode, typeArguments } from "../code/code.js";
import type { ConstDecl, Declaration, FunctionDecl, TypeDecl } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { Api } from "../model/api.js";
import type { ClientPlan, ResourcePlan, SchemePlan } from "../plan/client-plan.js";
import { testingModule } from "../plan/runtime-symbols.js";
import type { Emitter } from "./emitter.js";
import { examplesFunction } from "./fixture-examples.js";

/**
 * `testing.ts`: the test kit. It is as small for a thousand operations as for one, but for what the document shows as
 * examples: types are derived from the client's, and what operations are like is asked of the client itself. Nothing imports it but tests.
 */
export const emitTesting: Emitter = ({ api, plan }): readonly OutputFile[] => {
  const declarations = [...mockDeclarations(plan), ...fixtureDeclarations(api, plan)];
  if (declarations.length === 0) return [];
  return [
    {
      kind: "module",
      path: "testing.ts",
      summary: `For tests of code that uses ${api.title}: a client without a network.`,
      declarations,
      reExports: plan.resources.length > 0 ? [{ from: testingModule, typeOnly: false, names: handedOn }] : [],
    },
  ];
};

/** What a test takes from the runtime as it is. */
const handedOn = ["fakeClock", "record"].map((name) => new Identifier(name));

function mockDeclarations(plan: ClientPlan): readonly Declaration[] {
  if (plan.resources.length === 0) return [];
  const type = new Identifier(`Mock${plan.className.text}`);
  const replayed = new Identifier(`Replayed${plan.className.text}`);
  return [
    operationsType(plan),
    apiType({ name: type, of: plan.runtime.MockApi, by: `mock${plan.className.text}` }, plan),
    apiType({ name: replayed, of: plan.runtime.ReplayedApi, by: "replay" }, plan),
    kitConst(plan),
    mockFunction(type, plan),
    replayFunction(replayed, plan),
  ];
}

const schemas = new Identifier("schemas");

function fixtureDeclarations(api: Api, plan: ClientPlan): readonly Declaration[] {
  if (api.schemas.size === 0) return [];
  const shown = examplesFunction({ api, plan });
  return shown === undefined ? [fixtureConst(plan)] : [fixtureConst(plan, shown.name), shown];
}

function fixtureConst({ runtime }: ClientPlan, shown?: Identifier): ConstDecl {
  const namespace = new ImportedSymbol({ name: schemas, module: "schemas.ts", namespace: schemas });
  return {
    kind: "const",
    name: new Identifier("fixture"),
    exported: true,
    doc: {
      text:
        "A valid value of each schema, the same each time, with what is given in its place: of the document's own examples as far " +
        "as they are valid, otherwise the smallest value that is.",
    },
    type: code`${runtime.Fixtures}<typeof ${namespace}>`,
    value: code`/* @__PURE__ */ ${call(runtime.fixtures, code`${namespace}`, ...(shown ? [code`${shown}`] : []))}`,
  };
}

/** A module as a whole. */
function moduleSymbol({ module, property }: ResourcePlan): ImportedSymbol {
  // A resource may be called like a reserved word.
  const name = new Identifier(`${property.text}Operations`);
  return new ImportedSymbol({ name, module, namespace: name });
}

const operations = new Identifier("Operations");

function operationsType({ resources }: ClientPlan): TypeDecl {
  const modules = resources.map((resource) => code`typeof ${moduleSymbol(resource)}`);
  return { kind: "type", name: operations, exported: false, type: alternatives(modules, "&") };
}

interface ApiTypeInit {
  readonly name: Identifier;
  readonly of: ImportedSymbol;
  /** The function that gives it. */
  readonly by: string;
}

function apiType({ name, of, by }: ApiTypeInit, { className }: ClientPlan): TypeDecl {
  const type = typeArguments(of, code`${clientSymbol(className)}`, code`${operations}`);
  return { kind: "type", name, exported: true, doc: { text: `What \`${by}\` gives.` }, type };
}

function clientSymbol(name: Identifier, typeOnly = false): ImportedSymbol {
  return new ImportedSymbol({ name, module: "client.ts", typeOnly });
}

/** For `testing.msw.ts`, too. */
export const kit = new Identifier("kit");

function kitConst({ className, optionsName, resources, runtime, security }: ClientPlan): ConstDecl {
  const client = clientSymbol(className);
  const given = clientSymbol(optionsName, true);
  return {
    kind: "const",
    name: kit,
    exported: true,
    doc: { text: "What the functions below need to know of this SDK. Not for tests." },
    type: typeArguments(runtime.MockKit, code`${client}`, code`${given}`),
    value: objectCode([
      ["connect", code`(options: ${given}) => new ${client}(options)`],
      ["modules", arrayCode(resources.map((resource) => code`${moduleSymbol(resource)}`))],
      ["credentials", objectCode(security.map((scheme) => [scheme.scheme.wireName, standIn(scheme)]))],
    ]),
  };
}

function mockFunction(type: Identifier, plan: ClientPlan): FunctionDecl {
  const { className, runtime } = plan;
  return {
    kind: "function",
    name: new Identifier(`mock${className.text}`),
    exported: true,
    doc: {
      text:
        "A client that reaches no network, and what it is answered: `api.mock` declares answers, `api.calls` knows what was sent. " +
        "Credentials are made up unless they are given; waits between attempts take no time, or pass by `clock: fakeClock()`.",
    },
    parameters: [optionsParameter(plan)],
    returns: code`${type}`,
    body: [code`return ${call(runtime.mockApi, code`${kit}`, code`options`)};`],
  };
}

function replayFunction(type: Identifier, plan: ClientPlan): FunctionDecl {
  const { runtime } = plan;
  return {
    kind: "function",
    name: new Identifier("replay"),
    exported: true,
    doc: {
      text:
        "A client that is answered from a cassette, which `record` has written: by method, path, query and body, each exchange " +
        "once and in its order, the last of its kind again and again. It reaches no network.",
    },
    parameters: [code`cassette: ${runtime.Cassette} | string`, optionsParameter(plan)],
    returns: code`${type}`,
    body: [code`return ${call(runtime.replayApi, code`${kit}`, code`cassette`, code`options`)};`],
  };
}

function optionsParameter({ optionsName, runtime }: ClientPlan): Code {
  return code`options: ${runtime.MockOptions}<${clientSymbol(optionsName, true)}> = {}`;
}

/** So that no test needs a credential, and none takes a real one from the environment. */
function standIn({ scheme }: SchemePlan): Code | undefined {
  if (scheme.type === "mutualTLS") return undefined;
  if (scheme.type === "basic") return literal({ username: "test", password: "test" });
  return literal(scheme.type === "apiKey" ? "test-key" : "test-token");
}
