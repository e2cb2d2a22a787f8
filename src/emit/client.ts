import { arrayCode, block, type Code, code, literal, objectCode } from "../code/code.js";
import type { ClassDecl, ConstDecl, Declaration, FunctionDecl, InterfaceDecl, Member } from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { GlobalSymbol, ImportedSymbol } from "../code/symbol.js";
import type { Api } from "../model/api.js";
import type { ClientPlan, ResourcePlan } from "../plan/client-plan.js";
import { authDeclaration, credentialMember, securityDescriptor } from "./credentials.js";
import { retryDescriptor, serverDescriptor } from "./descriptor.js";
import type { EmitOptions, Emitter } from "./emitter.js";
import { globalsDescriptor, globalsMember } from "./globals.js";

/** The API as data, for the SDK's own modules. */
export const apiName = new Identifier("api");
// The SDK itself may be called so.
const omit = new GlobalSymbol(new Identifier("Omit"));

/** `client.ts`: the API as data, its options, the class with one property per resource, and `createClient`. */
export const emitClientModule: Emitter = ({ api, plan, options }): readonly OutputFile[] => {
  const declarations: readonly (Declaration | undefined)[] = [
    apiDeclaration(api, plan),
    authDeclaration(plan),
    optionsDeclaration(plan),
    clientClass(api, plan, options),
    createClient(plan, options),
  ];
  return [
    {
      kind: "module",
      path: "client.ts",
      summary: `The client of ${api.title}.`,
      declarations: declarations.filter((declaration) => declaration !== undefined),
      reExports: [],
      showsRegions: true,
    },
  ];
};

function apiDeclaration(api: Api, plan: ClientPlan): ConstDecl {
  return {
    kind: "const",
    name: apiName,
    exported: true,
    type: code`${plan.runtime.ApiDescriptor}`,
    value: objectCode([
      ["name", literal(plan.name)],
      ["version", literal(api.version)],
      ["userAgent", literal(plan.userAgent)],
      ["servers", arrayCode(api.servers.map(serverDescriptor))],
      ["security", securityDescriptor(plan.security, plan)],
      ["values", typedValues(plan)],
      ...validation(plan),
      ["retry", retryDescriptor(api.retry)],
      ["globals", globalsDescriptor(plan)],
    ]),
  };
}

/** How it validates by itself, where it is not what the runtime does anyway. */
export function validation({ validation: plan }: ClientPlan): readonly (readonly [string, Code | undefined])[] {
  if (plan.isDefault) return [];
  const { request, response, hasSchemas } = plan;
  return hasSchemas ? [["validate", literal({ request, response })]] : [["hasSchemas", literal(false)]];
}

/** How the runtime decodes typed values; undefined where there are none. */
export function typedValues({ runtime, typedValues: { any }, types }: ClientPlan): Code | undefined {
  if (!any) return undefined;
  return objectCode([
    ["decode", code`${runtime.decodeValues}`],
    ["parseJson", types.int64 === "bigint" ? code`${runtime.parseJsonExactly}` : undefined],
  ]);
}

/** Credentials may stand at the top level too, where their names collide with no option. */
function optionsDeclaration(plan: ClientPlan): InterfaceDecl {
  const topLevel = plan.security.filter((scheme) => scheme.topLevel).map((scheme) => credentialMember(scheme, plan));
  const auth: Member = { code: code`readonly auth?: ${plan.authName} | undefined;` };
  return {
    kind: "interface",
    name: plan.optionsName,
    exported: true,
    doc: { text: `The options of \`${plan.className.text}\` and \`createClient\`.` },
    heritage: [
      plan.security.length === 0
        ? code`${plan.runtime.ClientOptions}`
        : code`${omit}<${plan.runtime.ClientOptions}, "auth">`,
    ],
    members: [...(plan.security.length === 0 ? [] : [auth, ...topLevel]), ...globalsMember(plan)],
  };
}

function clientClass(api: Api, plan: ClientPlan, options: EmitOptions): ClassDecl {
  return {
    kind: "class",
    name: plan.className,
    exported: true,
    doc: { text: [api.title, api.description].filter((text) => text !== undefined).join("\n\n") },
    heritage: code`${plan.runtime.ApiClient}<${plan.optionsName}>`,
    members: [
      ...plan.resources.map(resourceMember),
      {
        code: block(code`constructor(options: ${plan.optionsName} = {}) {`, [
          code`super(${clientArguments(plan, options)});`,
        ]),
      },
    ],
  };
}

function resourceMember({ property, className, module, description }: ResourcePlan): Member {
  const symbol = new ImportedSymbol({ name: className, module });
  return { doc: { text: description }, code: code`readonly ${property}: ${symbol} = new ${symbol}(this);` };
}

function createClient(plan: ClientPlan, options: EmitOptions): FunctionDecl {
  return {
    kind: "function",
    name: new Identifier("createClient"),
    exported: true,
    doc: {
      text: "A client for the functions in `operations/`: a bundle holds only those that are imported.",
    },
    parameters: [code`options: ${plan.optionsName} = {}`],
    returns: code`${plan.runtime.ApiClient}<${plan.optionsName}>`,
    body: [code`return new ${plan.runtime.ApiClient}<${plan.optionsName}>(${clientArguments(plan, options)});`],
  };
}

/** OAuth2 is passed in, so that SDKs without it need not hold its code. */
function clientArguments(plan: ClientPlan, options: EmitOptions): Code {
  const always = code`${apiName}, options, ${transport(plan, options)}`;
  return plan.usesOAuth2 ? code`${always}, ${plan.runtime.oauth2}` : always;
}

function transport({ runtime }: ClientPlan, options: EmitOptions): ImportedSymbol {
  return options.transport === "fetch" ? runtime.fetchTransport : runtime.undiciTransport;
}
