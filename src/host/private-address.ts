/** RFC 6890 special-purpose addresses: those that only reach this machine or its own network. */
import { BlockList, isIP } from "node:net";

/** Whether a URL leads to this machine or its own network, as far as its host says. Names are looked up when it is asked. */
export function isPrivateUrl(url: string): boolean {
  return isPrivateHost(hostOf(url));
}

/** Whether a URL leads to a link-local address, or another at which clouds keep the credentials of a machine. */
export function isLinkLocalUrl(url: string): boolean {
  return isLinkLocalAddress(hostOf(url));
}

/** The same of an IP address. */
export function isPrivateAddress(address: string): boolean {
  return isIn(privateRanges, address) || isIn(linkLocal, address);
}

export function isLinkLocalAddress(address: string): boolean {
  return isIn(linkLocal, address);
}

function hostOf(url: string): string {
  // IPv6 stands in brackets.
  return new URL(url).hostname.replace(/^\[|\]$/g, "");
}

function isPrivateHost(host: string): boolean {
  if (isIP(host) !== 0) return isPrivateAddress(host);
  // A name without a dot is one of the own network.
  return (
    !host.replace(/\.$/, "").includes(".") ||
    /\.(?:localhost|local|internal|lan|home|corp|intranet|home\.arpa)\.?$/i.test(host)
  );
}

function isIn(ranges: BlockList, address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  // IPv4 addresses mapped into IPv6 are looked up as IPv4 by `BlockList` itself.
  if (ranges.check(address, version === 6 ? "ipv6" : "ipv4")) return true;
  const inner = version === 6 && translated.check(address, "ipv6") ? lastFourBytes(address) : undefined;
  return inner !== undefined && ranges.check(inner, "ipv4");
}

/** The IPv4 address at the end of an IPv6 one. */
function lastFourBytes(address: string): string {
  const groups = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1).split(":").slice(-2);
  const [high = 0, low = 0] = groups.map((group) => Number.parseInt(group || "0", 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

const privateRanges = blockList([
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  // Multicast, and what is reserved.
  ["224.0.0.0", 3],
  // The last 32 bits of the first are an IPv4 address, and `::` and `::1` are among them.
  ["::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  // Teredo and 6to4 lead to whatever IPv4 address is written in them.
  ["2001::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fec0::", 10],
  ["ff00::", 8],
]);

/** Where the credentials of a machine are had: Oracle and Alibaba use other addresses, and AWS one of IPv6 as well. */
const linkLocal = blockList([
  ["169.254.0.0", 16],
  ["192.0.0.192", 32],
  ["100.100.100.200", 32],
  ["fe80::", 10],
  ["fd00:ec2::254", 128],
]);

/** RFC 6052: IPv4 addresses as a network that speaks IPv6 alone writes them. */
const translated = blockList([["64:ff9b::", 96]]);

function blockList(subnets: readonly (readonly [address: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, address.includes(":") ? "ipv6" : "ipv4");
  return list;
}
