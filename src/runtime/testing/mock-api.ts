import type { Credential } from "../auth/credentials.js";
import { topLevelCredential } from "../auth/given-credential.js";
import type { OperationDescriptor } from "../contract.js";
import type { ClientOptions } from "../options.js";
import { sharedState } from "../shared-state.js";
import type { Transport } from "../transport/transport.js";
import { AnswerList } from "./answers.js";
import type { FakeClock } from "./fake-clock.js";
import { MockError } from "./mock-error.js";
import { MockServer } from "./mock-server.js";
import type { MockApi, MockOptions, MockSettings } from "./mock-types.js";
import { builtOperations, type OperationLookup } from "./operation-lookup.js";
import type { AnyCall } from "./sent-call.js";

/** What the generated `testing.ts` knows. */
export interface MockKit<Client, Options> {
  readonly connect: (options: Options) => Client;
  /** The modules of `operations/`: their functions by name. */
  readonly modules: readonly object[];
  /** By scheme, for those that the test gives none. */
  readonly credentials: Readonly<Record<string, Credential>>;
}

/** Never asked: `.test` is nobody's (RFC 6761). */
const nowhere = "https://api.test";

/** A client whose requests go nowhere, and what answers them. The generated `testing.ts` calls it. */
export function mockApi<Client extends object, Options extends object, Operations>(
  kit: MockKit<Client, Options>,
  options: MockOptions<Options>,
): MockApi<Client, Operations> {
  const server = new MockServer(skipsWaits(options));
  const { client, lookup, clock } = connectKit(kit, options, server.transport);
  const calls = (name: string): readonly AnyCall[] => server.callsOf(lookup.byFunction(name));
  const mock = mockResources(lookup, server, calls);
  const api = {
    client,
    mock,
    calls,
    get unexpected(): readonly Error[] {
      return server.unexpected;
    },
    get clock(): FakeClock {
      return clock();
    },
    verify: () => server.verify(),
    clear: () => server.clear(),
  };
  // What the types say of the resources is what the lookup finds by the same names.
  return api as unknown as MockApi<Client, Operations>;
}

/** Whether waits between attempts take no time. */
export function skipsWaits({ realWaits, clock }: MockSettings): boolean {
  return realWaits !== true && clock === undefined;
}

export interface ConnectedKit<Client> {
  readonly client: Client;
  readonly lookup: OperationLookup;
  /** @throws MockError where the test has given none */
  readonly clock: () => FakeClock;
}

/** A client on a transport of the test kit, with made-up credentials. */
export function connectKit<Client extends object, Options extends object>(
  kit: MockKit<Client, Options>,
  settings: MockOptions<Options>,
  server: Transport,
): ConnectedKit<Client> {
  const { realWaits: _realWaits, clock, ...options }: MockSettings & ClientOptions = settings;
  const given: ClientOptions = {
    baseUrl: nowhere,
    // The pauses that a server asks for are waited by the limiter of all calls, which no single one can skip.
    ...(clock === undefined ? { rateLimit: false } : { [sharedState]: { clock } }),
    ...options,
    auth: { ...standIns(kit.credentials, options), ...options.auth },
  };
  // `Options` is what the generated client says of these very options.
  const connect = (transport: Transport): Client => kit.connect({ ...given, transport: () => transport } as Options);
  return {
    client: connect(server),
    lookup: builtOperations(connect(deafTransport), kit.modules),
    clock: () => clock ?? noClock(),
  };
}

function noClock(): never {
  throw new MockError("This client has the machine's clock. To move time by hand, give it one: `clock: fakeClock()`");
}

/** Of the client that is only asked for its operations. */
export const deafTransport: Transport = {
  send: () => Promise.reject(new MockError("This client is only asked for its operations")),
  close: async () => undefined,
  destroy: async () => undefined,
};

/** What stands under `auth` wins over the top level, so nothing may be made up for what is given there. */
function standIns(credentials: Readonly<Record<string, Credential>>, options: ClientOptions): typeof credentials {
  const missing = Object.entries(credentials).filter(([name]) => topLevelCredential(options, name) === undefined);
  return Object.fromEntries(missing);
}

/** Properties that are worked out when they are first asked for: an API may have thousands of operations. */
function mockResources(
  lookup: OperationLookup,
  server: MockServer,
  calls: (name: string) => readonly AnyCall[],
): object {
  const root: object = { calls };
  for (const resource of lookup.resources) {
    defineLazily(root, resource.name, () => {
      const methods: object = {};
      for (const method of resource.methods)
        defineLazily(methods, method, () => mockOperation(resource.find(method), `${resource.name}.${method}`, server));
      return methods;
    });
  }
  return root;
}

export function defineLazily(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = make();
      Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
      return value;
    },
  });
}

function mockOperation(operation: OperationDescriptor, name: string, server: MockServer): object {
  const declare = (params: unknown): AnswerList => {
    const answers = new AnswerList(operation);
    server.declare({ operation, name, params, answers });
    return answers;
  };
  return Object.defineProperty(declare, "calls", { get: () => server.callsOf(operation) });
}
