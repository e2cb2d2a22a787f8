import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { HostError, type Reach } from "./host.js";
import { isLinkLocalAddress, isPrivateAddress } from "./private-address.js";

export type Lookup = LookupFunction;

/** A way to fetch that judges each address to which a name leads, when the connection is made: a name may change its mind. */
export interface Route {
  readonly fetch: typeof fetch;
  /** Whether a name has led to this machine or its network. */
  isPrivate(): boolean;
  close(): Promise<void>;
}

export async function openRoute(reach: Reach, lookup: Lookup = systemLookup): Promise<Route> {
  // A proxy looks names up by itself: then only what stands in the URL is judged.
  if (process.env["NODE_USE_ENV_PROXY"] === "1") return { fetch, isPrivate: () => false, close: async () => undefined };
  // Only who fetches needs it.
  const { Agent, fetch: fetchBy } = await import("undici");
  let hasPrivate = false;
  const judged: Lookup = (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = error ? [] : typeof found === "string" ? [found] : found.map(({ address }) => address);
      const refused = addresses.find((address) => isRefused(address, reach));
      hasPrivate ||= addresses.some((address) => isIP(address) !== 0 && isPrivateAddress(address));
      if (refused === undefined) callback(error, found, family);
      else callback(notAllowed(hostname, refused), "");
    });
  const dispatcher = new Agent({ connect: { lookup: judged } });
  return {
    // undici's own types of what Node.js took from it; `dispatcher` is what it adds.
    fetch: ((url: string, init: object) => fetchBy(url, { ...init, dispatcher })) as unknown as typeof fetch,
    isPrivate: () => hasPrivate,
    close: () => dispatcher.destroy(),
  };
}

function isRefused(address: string, reach: Reach): boolean {
  if (reach === "any") return false;
  return reach === "public" ? isPrivateAddress(address) : isLinkLocalAddress(address);
}

function notAllowed(hostname: string, address: string): HostError {
  return new HostError("denied", hostname, { reason: `${hostname} leads to ${address}, in a private network` });
}
