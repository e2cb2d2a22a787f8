import { Identifier } from "../code/identifier.js";
import { ImportedSymbol } from "../code/symbol.js";
import {
  runtimeCallNames,
  runtimeCheckNames,
  runtimeHeaderNames,
  runtimeSerializerNames,
  runtimeStreamNames,
  runtimeTypedValueNames,
  runtimeWebhookNames,
} from "./reserved-names.js";

/** Where generated code finds the runtime and zod. */
export const runtimeModule = "runtime/index.ts";
export const undiciModule = "runtime/undici.ts";
/** Only in SDKs of documents that have OAuth2 or OpenID Connect. */
export const oauth2Module = "runtime/oauth2.ts";

/** Only the SDK's own `lean.ts` imports it. */
export const leanModule = "runtime/lean.ts";

/** Only the SDK's own `testing.ts` imports it. */
export const testingModule = "runtime/testing.ts";

/** What generated code takes from the runtime as a type. */
const types = [
  "Accepted",
  "ApiCaller",
  "ApiDescriptor",
  "ApiKeyCredential",
  "ApiPromise",
  "BasicCredential",
  "BearerCredential",
  "BinaryInput",
  "BinaryResponse",
  "ClientOptions",
  "Credential",
  "EventStreamOptions",
  "FileInput",
  "OAuth2Credential",
  "OperationDescriptor",
  "PageOptions",
  "PagePromise",
  "Parts",
  "RequestOptions",
  "ResponseDescriptor",
  "Schema",
  "SdkError",
  "SecuritySchemeDescriptor",
  "TypedValues",
  "ServerSentEvent",
  "StreamOptions",
  "StreamPromise",
  "StreamablePromise",
  "VerifyWebhookOptions",
  "WebhookDescriptors",
  "WebhookScheme",
] as const;

/** What generated code takes from the runtime as a value. */
const values = [
  "ApiClient",
  "checkWebhookSignature",
  "fetchTransport",
  ...runtimeCallNames,
  ...runtimeHeaderNames,
  ...runtimeSerializerNames,
  ...runtimeTypedValueNames,
  ...runtimeStreamNames,
  ...runtimeWebhookNames,
] as const;

/** What `testing.ts` takes. */
const testing = {
  types: [
    "Cassette",
    "FixtureExamples",
    "Fixtures",
    "MockApi",
    "MockKit",
    "MockOptions",
    "MswHandlers",
    "MswOptions",
    "ReplayedApi",
  ],
  values: ["fixtures", "mockApi", "mswHandlers", "replayApi"],
} as const;

/** What `lean.ts` takes. */
const lean = {
  types: ["ClientFeature", "LeanApi", "LeanOptions"],
  values: ["LeanClient", "withSecurity", "withTypedValues"],
} as const;

type LeanName = (typeof lean.types)[number] | (typeof lean.values)[number];

type TestingName = (typeof testing.types)[number] | (typeof testing.values)[number];

type RuntimeName = (typeof types)[number] | (typeof values)[number];

/** A function of the runtime that a zod schema's `.check(…)` takes. */
export type CheckName = (typeof runtimeCheckNames)[number];

export type RuntimeSymbols = Readonly<Record<RuntimeName | TestingName | LeanName, ImportedSymbol>> & {
  readonly undiciTransport: ImportedSymbol;
  readonly oauth2: ImportedSymbol;
  /** The zod namespace is written `z.`; this symbol names one member of it. */
  zod(member: string): ImportedSymbol;
  check(name: CheckName): ImportedSymbol;
};

export function runtimeSymbols(): RuntimeSymbols {
  const symbol = (name: string, typeOnly: boolean, module = runtimeModule) =>
    new ImportedSymbol({ name: new Identifier(name), module, typeOnly });
  const named = Object.fromEntries([
    ...types.map((name) => [name, symbol(name, true)]),
    ...values.map((name) => [name, symbol(name, false)]),
    ...testing.types.map((name) => [name, symbol(name, true, testingModule)]),
    ...testing.values.map((name) => [name, symbol(name, false, testingModule)]),
    ...lean.types.map((name) => [name, symbol(name, true, leanModule)]),
    ...lean.values.map((name) => [name, symbol(name, false, leanModule)]),
  ]) as Record<RuntimeName | TestingName | LeanName, ImportedSymbol>; // the lists are what these names are made of
  const checks = new Map<CheckName, ImportedSymbol>(runtimeCheckNames.map((name) => [name, symbol(name, false)]));
  return {
    ...named,
    check: (name) => checks.get(name) ?? symbol(name, false),
    oauth2: new ImportedSymbol({ name: new Identifier("oauth2"), module: oauth2Module }),
    undiciTransport: new ImportedSymbol({ name: new Identifier("undiciTransport"), module: undiciModule }),
    zod: zodSymbol,
  };
}

const z = new Identifier("z");
const members = new Map<string, ImportedSymbol>();

function zodSymbol(member: string): ImportedSymbol {
  const known = members.get(member);
  if (known) return known;
  // `z.null()` and `z.undefined()` are members like others, though no variable may be called so.
  const symbol = new ImportedSymbol({ name: Identifier.member(member), module: "zod", namespace: z });
  members.set(member, symbol);
  return symbol;
}
