import { alternatives, arrayCode, type Code, call, code, literal, objectCode, typeArguments } from "../code/code.js";
import type { ConstDecl, Declaration, FunctionDecl, TypeDecl } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { ImportedSymbol } from "../code/symbol.js";
import type { ClientPlan, ResourcePlan, SchemePlan } from "../plan/client-plan.js";
import type { Emitter } from "./emitter.js";

/**
 * `testing.ts`: the test kit. It is as small for a thousand operations as for one: types are derived from the client's,
 * and what operations are like is asked of the client itself. Nothing imports it but tests.
 */
export const emitTesting: Emitter = ({ api, plan }): readonly OutputFile[] => {
  const declarations = [...mockDeclarations(plan), ...(api.schemas.size > 0 ? [fixtureConst(plan)] : [])];
  if (declarations.length === 0) return [];
  return [
    {
      kind: "module",
      path: "testing.ts",
      summary: `For tests of code that uses ${api.title}: a client without a network.`,
      declarations,
      reExports: [],
    },
  ];
};

function mockDeclarations(plan: ClientPlan): readonly Declaration[] {
  if (plan.resources.length === 0) return [];
  const type = new Identifier(`Mock${plan.className.text}`);
  return [operationsType(plan), mockType(type, plan), mockFunction(type, plan)];
}

const schemas = new Identifier("schemas");

function fixtureConst({ runtime }: ClientPlan): ConstDecl {
  const namespace = new ImportedSymbol({ name: schemas, module: "schemas.ts", namespace: schemas });
  return {
    kind: "const",
    name: new Identifier("fixture"),
    exported: true,
    doc: { text: "A valid value of each schema, the same each time, with what is given in its place." },
    type: code`${runtime.Fixtures}<typeof ${namespace}>`,
    value: code`/* @__PURE__ */ ${call(runtime.fixtures, code`${namespace}`)}`,
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

function mockType(name: Identifier, plan: ClientPlan): TypeDecl {
  return {
    kind: "type",
    name,
    exported: true,
    doc: { text: `What \`mock${plan.className.text}\` gives.` },
    type: typeArguments(plan.runtime.MockApi, code`${clientSymbol(plan.className)}`, code`${operations}`),
  };
}

function clientSymbol(name: Identifier, typeOnly = false): ImportedSymbol {
  return new ImportedSymbol({ name, module: "client.ts", typeOnly });
}

function mockFunction(type: Identifier, plan: ClientPlan): FunctionDecl {
  const { className, optionsName, runtime } = plan;
  const init = objectCode([
    ["connect", code`(given: ${clientSymbol(optionsName, true)}) => new ${clientSymbol(className)}(given)`],
    ["options", code`options`],
    ["modules", arrayCode(plan.resources.map((resource) => code`${moduleSymbol(resource)}`))],
    ["credentials", objectCode(plan.security.map((scheme) => [scheme.scheme.wireName, standIn(scheme)]))],
  ]);
  return {
    kind: "function",
    name: new Identifier(`mock${className.text}`),
    exported: true,
    doc: {
      text:
        "A client that reaches no network, and what it is answered: `api.mock` declares answers, `api.calls` knows what was sent. " +
        "Credentials are made up unless they are given; waits between attempts take no time.",
    },
    parameters: [code`options: ${runtime.MockOptions}<${clientSymbol(optionsName, true)}> = {}`],
    returns: code`${type}`,
    body: [code`return ${call(runtime.mockApi, init)};`],
  };
}

/** So that no test needs a credential, and none takes a real one from the environment. */
function standIn({ scheme }: SchemePlan): Code | undefined {
  if (scheme.type === "mutualTLS") return undefined;
  if (scheme.type === "basic") return literal({ username: "test", password: "test" });
  return literal(scheme.type === "apiKey" ? "test-key" : "test-token");
}
