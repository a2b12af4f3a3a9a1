import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Where an IP address leads: to the Internet, into a private network, or to where no webhook can
 * be (a machine's own metadata service, links, groups, reserved ranges). RFC 6890 and its registries.
 */
export type AddressKind = 'public' | 'private' | 'never';

const listOf = (family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]) => {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
};

const NEVER_4 = listOf('ipv4', [
  ['0.0.0.0', 8],
  // Link-local; 169.254.169.254 and .170.2 give out credentials of the machine.
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);
const PRIVATE_4 = listOf('ipv4', [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
]);
const NEVER_6 = listOf('ipv6', [
  ['::', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // AWS gives out credentials here too.
  ['fd00:ec2::', 32],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
]);
const PRIVATE_6 = listOf('ipv6', [
  ['::1', 128],
  ['fc00::', 7],
  ['64:ff9b:1::', 48],
]);
/** Ranges that carry an IPv4 address: mapped, NAT64, 6to4; and where in the groups it stands. */
const CARRIERS = [
  { list: listOf('ipv6', [['::', 96]]), group: 6 },
  { list: listOf('ipv6', [['::ffff:0:0', 96]]), group: 6 },
  { list: listOf('ipv6', [['64:ff9b::', 96]]), group: 6 },
  { list: listOf('ipv6', [['2002::', 16]]), group: 1 },
] as const;

/** The eight groups of an IPv6 address, whatever its spelling. */
const groupsOf = (address: string): readonly number[] => {
  // The URL parser writes every spelling in one form, in hexadecimal throughout.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
};

const carriedBy = (address: string): string | undefined => {
  const carrier = CARRIERS.find(({ list }) => list.check(address, 'ipv6'));
  if (carrier === undefined) return undefined;
  const groups = groupsOf(address);
  const [high = 0, low = 0] = [groups[carrier.group], groups[carrier.group + 1]];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};

const kindOf4 = (address: string): AddressKind => {
  if (NEVER_4.check(address, 'ipv4')) return 'never';
  return PRIVATE_4.check(address, 'ipv4') ? 'private' : 'public';
};

export const kindOfAddress = (address: string): AddressKind => {
  // A zone (fe80::1%eth0) belongs to addresses of one link.
  if (address.includes('%')) return 'never';
  if (isIPv4(address)) return kindOf4(address);
  if (!isIPv6(address)) return 'never';
  if (PRIVATE_6.check(address, 'ipv6')) return NEVER_6.check(address, 'ipv6') ? 'never' : 'private';
  if (NEVER_6.check(address, 'ipv6')) return 'never';
  const carried = carriedBy(address);
  return carried === undefined ? 'public' : kindOf4(carried);
};

export const isAllowedAddress = (address: string, allowPrivate: boolean): boolean => {
  const kind = kindOfAddress(address);
  return kind === 'public' || (kind === 'private' && allowPrivate);
};
