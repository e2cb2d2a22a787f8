// Copied from the runtime of sdkwright (MIT). Edits are overwritten.
import type { Credential } from "../auth/credentials.js";
import { topLevelCredential } from "../auth/given-credential.js";
import type { OperationDescriptor } from "../contract.js";
import type { ClientOptions } from "../options.js";
import type { Transport } from "../transport/transport.js";
import { AnswerList } from "./answers.js";
import { MockError } from "./mock-error.js";
import { MockServer } from "./mock-server.js";
import type { MockApi, MockOptions, MockSettings } from "./mock-types.js";
import { builtOperations, type OperationLookup } from "./operation-lookup.js";
import type { AnyCall } from "./sent-call.js";

/** What the generated `testing.ts` knows. */
export interface MockInit<Client, Options> {
  readonly connect: (options: Options) => Client;
  readonly options: MockOptions<Options>;
  /** The modules of `operations/`: their functions by name. */
  readonly modules: readonly object[];
  /** By scheme, for those that the test gives none. */
  readonly credentials: Readonly<Record<string, Credential>>;
}

/** Never asked: `.test` is nobody's (RFC 6761). */
const baseUrl = "https://api.test";

/** A client whose requests go nowhere, and what answers them. The generated `testing.ts` calls it. */
export function mockApi<Client extends object, Options extends object, Operations>(
  init: MockInit<Client, Options>,
): MockApi<Client, Operations> {
  const { realWaits, ...options }: MockSettings & ClientOptions = init.options;
  const server = new MockServer(realWaits === true);
  const given: ClientOptions = {
    baseUrl,
    // The pauses that a server asks for are waited by the limiter of all calls, which no single one can skip.
    rateLimit: false,
    ...options,
    auth: { ...standIns(init.credentials, options), ...options.auth },
  };
  // `Options` is what the generated client says of these very options.
  const connect = (transport: Transport): Client => init.connect({ ...given, transport: () => transport } as Options);
  const lookup = builtOperations(connect(deaf), init.modules);
  const calls = (name: string): readonly AnyCall[] => server.callsOf(lookup.byFunction(name));
  const mock = mockResources(lookup, server, calls);
  const api = {
    client: connect(server.transport),
    mock,
    calls,
    get unexpected(): readonly Error[] {
      return server.unexpected;
    },
    verify: () => server.verify(),
    clear: () => server.clear(),
  };
  // What the types say of the resources is what the lookup finds by the same names.
  return api as unknown as MockApi<Client, Operations>;
}

/** Of the client that is only asked for its operations. */
const deaf: Transport = {
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

function defineLazily(target: object, name: string, make: () => unknown): void {
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
