import { type LiteralValue, objectKey, stringLiteral } from "../code/literal.js";
import type { ClientPlan, OAuth2Grant, SchemePlan } from "../plan/client-plan.js";
import { environmentVariables } from "../plan/plan-security.js";

type Values = Readonly<Record<string, LiteralValue>>;

/** The section on credentials, or none. */
export function credentialGuide(plan: ClientPlan): readonly Values[] {
  if (plan.security.length === 0) return [];
  const className = plan.className.text;
  const examples = plan.security
    .flatMap((scheme) => values(scheme).map((value) => options(scheme, value)))
    .map((given) => `new ${className}(${given});`);
  return [
    {
      rows: plan.security.map(credentialRow),
      code: examples.length === 0 ? [] : [{ examples }],
      tokens: plan.usesOAuth2 ? [{}] : [],
      signIn: plan.security
        .filter(({ grants }) => grants.includes("authorizationCode"))
        .slice(0, 1)
        .map(signIn),
    },
  ];
}

export function credentialRow(plan: SchemePlan): Values {
  const { scheme, topLevel } = plan;
  const key = objectKey(scheme.wireName);
  const variables = environmentVariables(plan).map((names) => names.join(", "));
  return {
    scheme: scheme.wireName,
    option: topLevel ? key : `auth: { ${key} }`,
    variables: variables.slice(0, 1),
    others: variables.slice(1),
  };
}

/** What a caller cannot do without: the first scheme, from the environment. */
export function firstCredential({ security }: ClientPlan): string {
  const [first] = security;
  const [names] = first === undefined ? [] : environmentVariables(first);
  if (first === undefined || names === undefined) return "";
  const [one = "", two] = names.map((name) => `process.env.${name} ?? ""`);
  return options(first, two === undefined ? one : `{ username: ${one}, password: ${two} }`);
}

function options({ scheme, topLevel }: SchemePlan, value: string): string {
  const credential = `${objectKey(scheme.wireName)}: ${value}`;
  return topLevel ? `{ ${credential} }` : `{ auth: { ${credential} } }`;
}

/** One example for each way to give a credential. */
function values({ scheme, grants }: SchemePlan): readonly string[] {
  switch (scheme.type) {
    case "basic":
      return ['{ username: "…", password: "…" }'];
    case "mutualTLS":
      return [];
    case "oauth2":
    case "openIdConnect":
      return ['"an access token"', ...grants.map((grant) => grantExamples[grant])];
    case "apiKey":
    case "bearer":
    case "http":
      return ['"…"'];
  }
}

const grantExamples: Readonly<Record<OAuth2Grant, string>> = {
  authorizationCode: '{ clientId: "…", redirectUri: "…", authorize: async (url) => "the address that it led back to" }',
  clientCredentials: '{ clientId: "…", clientSecret: "…" }',
  deviceAuthorization:
    '{ clientId: "…", onUserCode: ({ userCode, verificationUri }) => console.log(verificationUri, userCode) }',
  password: '{ clientId: "…", username: "…", password: "…" }',
  refreshToken: '{ clientId: "…", clientSecret: "…", refreshToken: "…" }',
};

function signIn(plan: SchemePlan): Values {
  const name = stringLiteral(plan.scheme.wireName);
  return { scheme: name, options: `{ auth: { ${objectKey(plan.scheme.wireName)}: { clientId, tokens } } }` };
}
