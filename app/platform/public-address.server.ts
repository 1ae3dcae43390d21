import { BlockList, isIP } from "node:net";

/** Networks that are not the public Internet: IANA's registries of special-purpose addresses, multicast and what is reserved. */
const NOT_PUBLIC_V4 = [
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
] as const;

/** Inside 2000::/3, which alone is public: protocol assignments with Teredo, documentation, and 6to4, which hides an IPv4 address. */
const NOT_PUBLIC_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const v4 = new BlockList();
for (const [network, prefix] of NOT_PUBLIC_V4) v4.addSubnet(network, prefix, "ipv4");
const v6 = new BlockList();
for (const [network, prefix] of NOT_PUBLIC_V6) v6.addSubnet(network, prefix, "ipv6");
const publicV6 = new BlockList();
publicV6.addSubnet("2000::", 3, "ipv6");

/** Is this an address of the public Internet? What hides another address (IPv4-mapped, NAT64, 6to4) or has a zone is none. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !v4.check(address, "ipv4");
  if (isIP(address) !== 6 || address.includes("%") || address.includes(".")) return false;
  return publicV6.check(address, "ipv6") && !v6.check(address, "ipv6");
}
