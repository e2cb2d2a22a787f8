/** RFC 6890 special-purpose addresses: those that only reach this machine or its own network. */
import { BlockList, isIP } from "node:net";

/** Whether a URL leads to this machine or its own network, as far as its host says. Names are not looked up. */
export function isPrivateUrl(url: string): boolean {
  return isPrivateHost(hostOf(url));
}

/** Whether a URL leads to a link-local address, where clouds keep the credentials of a machine. */
export function isLinkLocalUrl(url: string): boolean {
  return isIn(linkLocal, hostOf(url));
}

function hostOf(url: string): string {
  // IPv6 stands in brackets.
  return new URL(url).hostname.replace(/^\[|\]$/g, "");
}

function isPrivateHost(host: string): boolean {
  if (isIP(host) === 0) return /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/i.test(host);
  return isIn(privateRanges, host) || isIn(linkLocal, host);
}

function isIn(ranges: BlockList, host: string): boolean {
  const version = isIP(host);
  // IPv4 addresses mapped into IPv6 are looked up as IPv4 by `BlockList` itself.
  return version !== 0 && ranges.check(host, version === 6 ? "ipv6" : "ipv4");
}

const privateRanges = blockList([
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["::", 128],
  ["::1", 128],
  ["fc00::", 7],
]);

const linkLocal = blockList([
  ["169.254.0.0", 16],
  ["fe80::", 10],
]);

function blockList(subnets: readonly (readonly [address: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, address.includes(":") ? "ipv6" : "ipv4");
  return list;
}
