/** OpenAPI 3.2, 4.5 Server Object: which address an operation is sent to. */
import { type Base, parseBase } from "./base-url.js";
import type { ApiDescriptor, OperationDescriptor, ServerDescriptor } from "./contract.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import type { ClientOptions } from "./options.js";

/** Finds the address of each operation. A `baseUrl` of the user wins over every server of the document. */
export class ServerResolver {
  readonly #api: ApiDescriptor;
  readonly #options: ClientOptions;
  /** By URL: an SDK has a handful of servers, per-call addresses come few as well. */
  readonly #bases = new Map<string, Base>();
  #default: Base | undefined;

  constructor(api: ApiDescriptor, options: ClientOptions) {
    this.#api = api;
    this.#options = options;
  }

  /** @throws ConfigurationError where there is no usable address */
  resolve(operation: OperationDescriptor, callBaseUrl: string | undefined): Base {
    if (callBaseUrl !== undefined) return this.#parse(callBaseUrl, "baseUrl");
    if (operation.servers === undefined || this.#options.baseUrl !== undefined) {
      this.#default ??= this.#clientBase();
      return this.#default;
    }
    return this.#parse(expand(this.#choose(operation.servers), this.#options), "server");
  }

  /** The address of operations that have no servers of their own; undefined where it can't be told. */
  describe(): string | undefined {
    try {
      const base = this.#clientBase();
      return base.origin + base.path;
    } catch {
      return undefined;
    }
  }

  #clientBase(): Base {
    const { baseUrl } = this.#options;
    if (baseUrl !== undefined) return this.#parse(baseUrl, "baseUrl");
    const { servers, name } = this.#api;
    if (servers.length === 0) throw new ConfigurationError({ message: `${name} names no server: set \`baseUrl\`` });
    return this.#parse(expand(this.#choose(servers), this.#options), "server");
  }

  #choose(servers: readonly ServerDescriptor[]): ServerDescriptor {
    const wanted = this.#options.server;
    const chosen = wanted === undefined ? servers[0] : findServer(servers, wanted);
    if (chosen !== undefined) return chosen;
    // An operation's own servers need not have the name that was chosen for all the others.
    if (servers !== this.#api.servers && servers[0] !== undefined) return servers[0];
    const names = servers.map((server, index) => server.name ?? index).join(", ");
    throw new ConfigurationError({ message: `${this.#api.name} has no server ${String(wanted)}; there are: ${names}` });
  }

  #parse(url: string, option: string): Base {
    let base = this.#bases.get(url);
    if (base === undefined) {
      base = parseBase(url, option);
      if (this.#bases.size < 100) this.#bases.set(url, base);
    }
    return base;
  }
}

function findServer(servers: readonly ServerDescriptor[], wanted: string | number): ServerDescriptor | undefined {
  return typeof wanted === "number" ? servers[wanted] : servers.find((server) => server.name === wanted);
}

function expand(server: ServerDescriptor, options: ClientOptions): string {
  return server.url.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const variables = server.variables ?? {};
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const given = options.serverVariables;
    const value = given !== undefined && Object.hasOwn(given, name) ? given[name] : variable?.default;
    if (value === undefined) throw new ConfigurationError({ message: `Set \`serverVariables.${name}\`` });
    if (variable?.enum !== undefined && !variable.enum.includes(value)) {
      const message = `\`serverVariables.${name}\` is "${value}", but must be one of ${variable.enum.join(", ")}`;
      throw new ConfigurationError({ message });
    }
    return value;
  });
}
