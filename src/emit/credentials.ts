import {
  alternatives,
  block,
  type Code,
  code,
  documented,
  literal,
  objectCode,
  typeArguments,
  typeProperty,
} from "../code/code.js";
import type { Member, TypeDecl } from "../code/declaration.js";
import type { OAuth2Flow } from "../model/security.js";
import type { ClientPlan, SchemePlan } from "../plan/client-plan.js";
import { allGrants, environmentVariables } from "../plan/plan-security.js";

/** Schemes by their names in the document. */
export function securityDescriptor(schemes: readonly SchemePlan[], plan: ClientPlan): Code {
  return objectCode(schemes.map((scheme) => [scheme.scheme.wireName, schemeMember(scheme, plan)]));
}

/** TypeScript takes the type of a member called `constructor` from `Object`, not from the record that it stands in. */
function schemeMember(scheme: SchemePlan, { runtime }: ClientPlan): Code {
  const descriptor = schemeDescriptor(scheme);
  return scheme.scheme.wireName in Object.prototype
    ? code`${descriptor} satisfies ${runtime.SecuritySchemeDescriptor}`
    : descriptor;
}

function schemeDescriptor({ scheme, env, scopes }: SchemePlan): Code {
  const variable = ["env", literal(env)] as const;
  const required = ["scopes", scopes.length === 0 ? undefined : literal([...scopes])] as const;
  switch (scheme.type) {
    case "apiKey":
      return objectCode([
        ["type", literal("apiKey")],
        ["in", literal(scheme.in)],
        ["name", literal(scheme.keyName)],
        ["prefix", scheme.prefix === undefined ? undefined : literal(scheme.prefix)],
        variable,
      ]);
    case "http":
      return objectCode([["type", literal("http")], ["scheme", literal(scheme.scheme)], variable]);
    case "oauth2":
      return objectCode([
        ["type", literal("oauth2")],
        ["flows", objectCode(scheme.flows.map((flow) => [flow.grant, flowDescriptor(flow)]))],
        ["metadataUrl", scheme.metadataUrl === undefined ? undefined : literal(scheme.metadataUrl)],
        required,
        variable,
      ]);
    case "openIdConnect":
      return objectCode([["type", literal("openIdConnect")], ["url", literal(scheme.url)], required, variable]);
    case "mutualTLS":
      return objectCode([["type", literal("mutualTLS")]]);
    case "basic":
      return objectCode([
        ["type", literal("basic")],
        variable,
        ["usernameEnv", scheme.usernameEnv === undefined ? undefined : literal(scheme.usernameEnv)],
        ["passwordEnv", scheme.passwordEnv === undefined ? undefined : literal(scheme.passwordEnv)],
      ]);
    case "bearer":
      return objectCode([["type", literal("bearer")], variable]);
  }
}

function flowDescriptor({ authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl, scopes }: OAuth2Flow): Code {
  return literal({ authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl, scopes: [...scopes] });
}

/** One property for each scheme. A type, not an interface: the runtime takes credentials by any name. */
export function authDeclaration(plan: ClientPlan): TypeDecl | undefined {
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

export function credentialMember(plan: SchemePlan, client: ClientPlan): Member {
  const { scheme } = plan;
  const type = credentialType(plan, client);
  const text = [scheme.description, defaultText(plan)].filter((part) => part !== undefined);
  return {
    doc: { text: text.join("\n\n"), tags: scheme.deprecated ? [{ tag: "deprecated" }] : [] },
    code: code`readonly ${typeProperty(scheme.wireName, true, code`${type} | undefined`)};`,
  };
}

function defaultText(plan: SchemePlan): string | undefined {
  const sources = environmentVariables(plan).map((names) => names.map((name) => `\`${name}\``).join(" and "));
  if (sources.length === 0) return undefined;
  const variables = plan.scheme.type === "basic" ? "variables" : "variable";
  const [first, ...others] = sources;
  const token = others.length === 0 ? "" : ` (an access token), or ${others.join(", or ")}`;
  return `Default: the environment ${variables} ${first}${token}.`;
}

/** A scheme whose tokens can be got takes what they are got with; the others take the token alone. */
function credentialType({ scheme, grants }: SchemePlan, { runtime }: ClientPlan): Code {
  switch (scheme.type) {
    case "apiKey":
      return code`${runtime.ApiKeyCredential}`;
    case "basic":
      return code`${runtime.BasicCredential}`;
    case "bearer":
    case "http":
      return code`${runtime.BearerCredential}`;
    case "mutualTLS":
      return code`${runtime.Credential}`;
    case "oauth2":
    case "openIdConnect":
      if (grants.length === 0) return code`${runtime.BearerCredential}`;
      if (grants.length === allGrants.length) return code`${runtime.OAuth2Credential}`;
      return typeArguments(
        runtime.OAuth2Credential,
        alternatives(
          grants.map((grant) => literal(grant)),
          "|",
        ),
      );
  }
}
