import { BlockList, isIP } from "node:net";

/** IPv4 outside the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast. */
const PRIVATE_V4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** All of public IPv6 today; forms that carry an IPv4 address, mapped or translated, lie outside. */
const PUBLIC_V6: readonly [string, number][] = [["2000::", 3]];
/** Within it: IETF protocols (Teredo among them), documentation, and 6to4, which carries an IPv4 address. */
const PRIVATE_V6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const privateV4 = createList(PRIVATE_V4, "ipv4");
const publicV6 = createList(PUBLIC_V6, "ipv6");
const privateV6 = createList(PRIVATE_V6, "ipv6");

/** Reports whether a string is an IP address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !privateV4.check(address, "ipv4");
  return family === 6 && publicV6.check(address, "ipv6") && !privateV6.check(address, "ipv6");
}

/** Returns the IP address that a URL has for a host, if it has one; `URL` has normalized its spelling. */
export function literalAddressOf({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(bare) ? bare : undefined;
}

function createList(subnets: readonly [string, number][], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
