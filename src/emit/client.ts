import { arrayCode, block, type Code, code, documented, literal, objectCode, typeProperty } from "../code/code.js";
import type {
  ClassDecl,
  ConstDecl,
  Declaration,
  FunctionDecl,
  InterfaceDecl,
  Member,
  TypeDecl,
} from "../code/declaration.js";
import { Identifier } from "../code/identifier.js";
import type { OutputFile } from "../code/module.js";
import { GlobalSymbol, ImportedSymbol } from "../code/symbol.js";
import type { Api } from "../model/api.js";
import type { OAuth2Flow } from "../model/security.js";
import type { ClientPlan, ResourcePlan, SchemePlan } from "../plan/client-plan.js";
import { serverDescriptor } from "./descriptor.js";
import type { EmitOptions, Emitter } from "./emitter.js";

const apiName = new Identifier("api");
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
    },
  ];
};

function apiDeclaration(api: Api, plan: ClientPlan): ConstDecl {
  return {
    kind: "const",
    name: apiName,
    exported: false,
    type: code`${plan.runtime.ApiDescriptor}`,
    value: objectCode([
      ["name", literal(plan.name)],
      ["version", literal(api.version)],
      ["userAgent", literal(plan.userAgent)],
      ["servers", arrayCode(api.servers.map(serverDescriptor))],
      ["security", objectCode(plan.security.map((scheme) => [scheme.scheme.wireName, schemeMember(scheme, plan)]))],
      ["values", typedValues(plan)],
    ]),
  };
}

/** How the runtime decodes typed values; undefined where there are none. */
export function typedValues({ runtime, typedValues: { any }, types }: ClientPlan): Code | undefined {
  if (!any) return undefined;
  return objectCode([
    ["decode", code`${runtime.decodeValues}`],
    ["parseJson", types.int64 === "bigint" ? code`${runtime.parseJsonExactly}` : undefined],
  ]);
}

/** TypeScript takes the type of a member called `constructor` from `Object`, not from the record that it stands in. */
function schemeMember(scheme: SchemePlan, { runtime }: ClientPlan): Code {
  const descriptor = schemeDescriptor(scheme);
  return scheme.scheme.wireName in Object.prototype
    ? code`${descriptor} satisfies ${runtime.SecuritySchemeDescriptor}`
    : descriptor;
}

function schemeDescriptor({ scheme, env }: SchemePlan): Code {
  const variable = ["env", literal(env)] as const;
  switch (scheme.type) {
    case "apiKey":
      return objectCode([
        ["type", literal("apiKey")],
        ["in", literal(scheme.in)],
        ["name", literal(scheme.keyName)],
        variable,
      ]);
    case "http":
      return objectCode([["type", literal("http")], ["scheme", literal(scheme.scheme)], variable]);
    case "oauth2":
      return objectCode([
        ["type", literal("oauth2")],
        ["flows", objectCode(scheme.flows.map((flow) => [flow.grant, flowDescriptor(flow)]))],
        ["metadataUrl", scheme.metadataUrl === undefined ? undefined : literal(scheme.metadataUrl)],
        variable,
      ]);
    case "openIdConnect":
      return objectCode([["type", literal("openIdConnect")], ["url", literal(scheme.url)], variable]);
    case "mutualTLS":
      return objectCode([["type", literal("mutualTLS")]]);
    case "basic":
    case "bearer":
      return objectCode([["type", literal(scheme.type)], variable]);
  }
}

function flowDescriptor({ authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl, scopes }: OAuth2Flow): Code {
  return literal({ authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl, scopes: [...scopes] });
}

/** One property for each scheme. A type, not an interface: the runtime takes credentials by any name. */
function authDeclaration(plan: ClientPlan): TypeDecl | undefined {
  if (plan.security.length === 0) return undefined;
  const members = plan.security.map((scheme) => credentialMember(scheme, plan));
  return {
    kind: "type",
    name: plan.authName,
    exported: true,
    doc: { text: "The credentials, by security scheme. What is not given is looked up in the environment." },
    type: block(
      code`{`,
      members.map((member) => documented(member.doc ?? {}, member.code)),
    ),
  };
}

function credentialMember({ scheme, env }: SchemePlan, plan: ClientPlan): Member {
  const type = credentialType(scheme, plan);
  const variable =
    scheme.type === "basic" ? `variables \`${env}_USERNAME\` and \`${env}_PASSWORD\`` : `variable \`${env}\``;
  const text = [scheme.description, `Default: the environment ${variable}.`].filter((part) => part !== undefined);
  return {
    doc: {
      text: scheme.type === "mutualTLS" ? scheme.description : text.join("\n\n"),
      tags: scheme.deprecated ? [{ tag: "deprecated" }] : [],
    },
    code: code`readonly ${typeProperty(scheme.wireName, true, code`${type} | undefined`)};`,
  };
}

function credentialType(scheme: SchemePlan["scheme"], { runtime }: ClientPlan): ImportedSymbol {
  const types = {
    apiKey: runtime.ApiKeyCredential,
    basic: runtime.BasicCredential,
    bearer: runtime.BearerCredential,
    http: runtime.BearerCredential,
    oauth2: runtime.OAuth2Credential,
    openIdConnect: runtime.OAuth2Credential,
    mutualTLS: runtime.Credential,
  } as const;
  return types[scheme.type];
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
    members: plan.security.length === 0 ? [] : [auth, ...topLevel],
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
          code`super(${apiName}, options, ${transport(plan, options)});`,
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
    body: [
      code`return new ${plan.runtime.ApiClient}<${plan.optionsName}>(${apiName}, options, ${transport(plan, options)});`,
    ],
  };
}

function transport({ runtime }: ClientPlan, options: EmitOptions): ImportedSymbol {
  return options.transport === "fetch" ? runtime.fetchTransport : runtime.undiciTransport;
}
