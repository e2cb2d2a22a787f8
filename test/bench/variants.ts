import { Pool } from "undici";

/** One call of `issues.listForRepo`, giving the parsed answer. */
export type Call = () => Promise<unknown>;

/** What the program is told. */
export interface Setting {
  /** The server's origin. */
  readonly url: string;
  /** File URLs of what was bundled of generated code, and of packages, by name; a peer that is not there is left out. */
  readonly modules: Readonly<Record<string, string>>;
}

export interface Variant {
  readonly name: string;
  /** Whether the answer is validated with zod. */
  readonly isValidated: boolean;
  readonly call: Call;
}

const path = "/repos/octocat/Hello-World/issues";
const params = { owner: "octocat", repo: "Hello-World" };
const headers = { accept: "application/json", "user-agent": "bench" };

/** What of generated code and of packages is used here. They are loaded at run time, so nothing checks it but the answers. */
type Loaded = Record<string, (...args: unknown[]) => unknown>;

export async function makeVariants({ url, modules }: Setting): Promise<readonly Variant[]> {
  const load = async (name: string): Promise<Loaded | undefined> => {
    const found = modules[name];
    return found === undefined ? undefined : ((await import(found)) as Loaded);
  };
  addBase(url);
  return [
    ...(await undiciAndOurs(url, await load("sdkwright"))),
    ...fetchVariants(url, { hey: await load("hey-api"), orval: await load("orval") }),
    ...packageVariants(url, {
      openapiFetch: await load("openapi-fetch"),
      ky: await load("ky"),
      got: await load("got"),
      axios: await load("axios"),
      openai: await load("openai"),
    }),
  ];
}

/** orval's functions fetch paths alone. */
function addBase(url: string): void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => fetch(typeof input === "string" && input[0] === "/" ? url + input : input, init);
}

async function undiciAndOurs(url: string, sdk: Loaded | undefined): Promise<readonly Variant[]> {
  const pool = new Pool(url, { connections: 256 });
  const raw = async (): Promise<unknown> => {
    const { body } = await pool.request({ method: "GET", path, headers });
    return JSON.parse(await body.text());
  };
  if (sdk === undefined) throw new TypeError("there is no SDK of ours");
  type Client = { with(options: object): Client };
  const open = (options: object): Client =>
    sdk["createClient"]?.({ baseUrl: url, connections: 256, ...options }) as Client;
  const call = (client: Client): Call => {
    const list = sdk["issuesListForRepo"];
    return () => list?.(client, params) as Promise<unknown>;
  };
  const hooks = { onRequest: () => undefined, onResponse: () => undefined, onRetry: () => undefined };
  const rateLimit = { requests: 10_000_000, per: 1_000 };
  // One client for all of its variants, as one pool for those of undici: connections stay open from one to the next.
  const every = open({ retry: 2, rateLimit, maxConcurrency: 1_000, hooks, validate: "off" });
  const validated = every.with({ validate: { request: "off", response: "lenient" } });
  const parse = sdk["parse"];
  return [
    { name: "undici `Pool.request`, `JSON.parse`", isValidated: false, call: raw },
    { name: "sdkwright, validate off", isValidated: false, call: call(open({ validate: "off" })) },
    { name: "sdkwright, every policy on, validate off", isValidated: false, call: call(every) },
    { name: "undici and the same zod parse", isValidated: true, call: async () => parse?.(await raw()) },
    // The default: responses are validated, as beside raw undici.
    { name: "sdkwright, every policy on, validated", isValidated: true, call: call(validated) },
    {
      name: "sdkwright, every policy on, requests validated as well",
      isValidated: true,
      call: call(every.with({ validate: "lenient" })),
    },
  ];
}

function fetchVariants(url: string, { hey, orval }: Record<"hey" | "orval", Loaded | undefined>): readonly Variant[] {
  const given = { baseUrl: url, path: params, throwOnError: true };
  const off = { ...given, responseValidator: undefined };
  const dataOf = async (promise: unknown): Promise<unknown> => ((await promise) as { data: unknown }).data;
  const validate = orval?.["validate"];
  return [
    { name: "global fetch", isValidated: false, call: async () => (await fetch(url + path, { headers })).json() },
    ...(hey === undefined
      ? []
      : [
          { name: "hey-api", isValidated: false, call: () => dataOf(hey["issuesListForRepo"]?.(off)) },
          { name: "hey-api with zod", isValidated: true, call: () => dataOf(hey["issuesListForRepo"]?.(given)) },
        ]),
    ...(orval === undefined
      ? []
      : [
          {
            name: "orval",
            isValidated: false,
            call: () => dataOf(orval["issuesListForRepo"]?.(params.owner, params.repo)),
          },
          ...(validate === undefined
            ? []
            : [
                {
                  name: "orval with zod",
                  isValidated: true,
                  call: async () => validate(await dataOf(orval["issuesListForRepo"]?.(params.owner, params.repo))),
                },
              ]),
        ]),
  ];
}

type Packages = Record<"openapiFetch" | "ky" | "got" | "axios" | "openai", Loaded | undefined>;

function packageVariants(url: string, { openapiFetch, ky, got, axios, openai }: Packages): readonly Variant[] {
  const variants: Variant[] = [];
  const add = (name: string, call: Call): void => void variants.push({ name, isValidated: false, call });
  const address = url + path;
  if (openapiFetch !== undefined) {
    const client = openapiFetch["default"]?.({ baseUrl: url }) as {
      GET(path: string, init: object): Promise<{ data: unknown }>;
    };
    add("openapi-fetch", async () => {
      const { data } = await client.GET("/repos/{owner}/{repo}/issues", { params: { path: params } });
      return data;
    });
  }
  if (ky !== undefined) {
    const get = ky["default"] as unknown as { get(url: string): { json(): Promise<unknown> } };
    add("ky", () => get.get(address).json());
  }
  if (got !== undefined) {
    const send = got["default"] as unknown as (url: string, options: object) => { json(): Promise<unknown> };
    add("got", () => send(address, {}).json());
  }
  if (axios !== undefined) {
    const client = axios["default"] as unknown as { get(url: string): Promise<{ data: unknown }> };
    add("axios", async () => (await client.get(address)).data);
  }
  if (openai !== undefined) {
    const OpenAI = openai["default"] as unknown as new (options: object) => { get(path: string): Promise<unknown> };
    const client = new OpenAI({ apiKey: "key", baseURL: url });
    add("openai (its client's `get`)", () => client.get(path));
  }
  return variants;
}
