/** What an editor sees of a client: its options and its credentials. */
import { expectTypeOf } from "vitest";
import { createClient } from "../../generated-example/sdk/client.js";
import {
  type ApiClient,
  fetchTransport,
  type Health,
  Inkwell,
  type InkwellOptions,
  type Schema,
  schemas,
  type User,
} from "../../generated-example/sdk/index.js";

// Nothing is required: credentials may be in the environment.
void new Inkwell();
void new Inkwell({});
expectTypeOf<Inkwell>().toExtend<ApiClient>();
expectTypeOf(createClient({ apiKey: "key" })).toEqualTypeOf<ApiClient<InkwellOptions>>();

// Credentials: a value, a function, or an asynchronous function; at the top or within `auth`.
void new Inkwell({ apiKey: "key", bearerToken: () => "token", oauth: async () => "token" });
void new Inkwell({ auth: { apiKey: () => "key", basic: { username: "ada", password: "lovelace" } } });
void new Inkwell({ basic: async () => ({ username: "ada", password: "lovelace" }) });
// As it comes from `process.env`.
void new Inkwell({ apiKey: process.env["INKWELL_API_KEY"] });
// What access tokens are got with: for the flows that the document has, and no other.
void new Inkwell({ oauth: { clientId: "id", clientSecret: async () => "secret", scopes: ["audit:read"] } });
void new Inkwell({ auth: { oauth: { flow: "clientCredentials" } } });
// A function of one's own may sign the request.
void new Inkwell({ bearerToken: (request) => ({ ...request, headers: { ...request.headers, "x-signature": "s" } }) });
// @ts-expect-error the document has no password flow
void new Inkwell({ oauth: { clientId: "id", username: "ada", password: "lovelace" } });
// @ts-expect-error nor refresh tokens
void new Inkwell({ oauth: { clientId: "id", refreshToken: "r" } });
// @ts-expect-error a name and a password are two things
void new Inkwell({ basic: "ada:lovelace" });
// @ts-expect-error the password is missing
void new Inkwell({ auth: { basic: { username: "ada" } } });
// @ts-expect-error the document knows no such scheme
void new Inkwell({ auth: { cookie: "x" } });
// @ts-expect-error nor such an option
void new Inkwell({ token: "x" });
// @ts-expect-error a number is no key
void new Inkwell({ apiKey: 7 });

// Options.
const options: InkwellOptions = {
  baseUrl: "http://127.0.0.1:4010/v1",
  timeout: { connect: 1000, headers: 2000, body: 3000, total: 4000 },
  headers: { "x-tenant": "a", "user-agent": null, "x-number": 7, "x-none": undefined },
  validate: { request: "strict", response: "warn" },
  transport: fetchTransport,
  connections: 8,
  hooks: { onDrift: ({ operationId, issues }) => console.log(operationId, issues.length) },
};
void new Inkwell(options);
void new Inkwell({ timeout: 1000, validate: "off", server: 1, serverVariables: { port: "4010" } });
// @ts-expect-error there is no such mode
void new Inkwell({ validate: "loose" });
// @ts-expect-error seconds are not said like that
void new Inkwell({ timeout: "10s" });

// A client that is derived is one of the same class.
expectTypeOf(new Inkwell().with({ timeout: 1000 })).toEqualTypeOf<Inkwell>();
void new Inkwell().with({ auth: { apiKey: "other" } });
void new Inkwell().with({ apiKey: "other" });
expectTypeOf<Inkwell>().toExtend<AsyncDisposable>();
expectTypeOf(new Inkwell().close()).toEqualTypeOf<Promise<void>>();

// Schemas, by the names of the types.
expectTypeOf(schemas.User).toEqualTypeOf<Schema<User>>();
expectTypeOf(schemas.Health.parse({})).toEqualTypeOf<Health>();
