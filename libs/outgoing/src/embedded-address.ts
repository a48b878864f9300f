/** The eight groups of an IPv6 address, which must be one; a zone (`%eth0`) is left out. */
function groupsOf(address: string): number[] {
  const [bare = ''] = address.split('%');
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(bare);
  const hexadecimal = dotted
    ? `${dotted[1] ?? ''}${pair(dotted[2], dotted[3])}:${pair(dotted[4], dotted[5])}`
    : bare;
  const [head = '', tail] = hexadecimal.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...new Array<string>(zeros).fill('0'), ...after].map((group) => parseInt(group, 16));
}

function pair(high = '0', low = '0'): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

function dottedOf(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function startsWith(groups: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((group, index) => groups[index] === group);
}

/** How IPv6 carries IPv4 in its last 32 bits, each by its first groups. */
const CARRIERS = {
  mapped: [0, 0, 0, 0, 0, 0xff_ff],
  translated: [0, 0, 0, 0, 0xff_ff, 0],
  compatible: [0, 0, 0, 0, 0, 0],
  nat64: [0x64, 0xff_9b, 0, 0, 0, 0],
  localNat64: [0x64, 0xff_9b, 1],
} as const;

/** The IPv4 address that an IPv4-mapped IPv6 address (RFC 4291) is another writing of; `null` for every other. */
export function mappedIpv4(address: string): string | null {
  const groups = groupsOf(address);
  return startsWith(groups, CARRIERS.mapped) ? dottedOf(groups[6], groups[7]) : null;
}

/**
 * Every IPv4 address that a gateway may make of an IPv6 address: mapped, translated and compatible (RFC 4291, 2765),
 * NAT64 (RFC 6052, 8215), 6to4 (RFC 3056) and Teredo (RFC 4380).
 */
export function embeddedIpv4(address: string): string[] {
  const groups = groupsOf(address);
  const carried = Object.values(CARRIERS).some((prefix) => startsWith(groups, prefix));
  const [first = 0, second = 0, third = 0] = groups;
  return [
    ...(carried ? [dottedOf(groups[6], groups[7])] : []),
    ...(first === 0x20_02 ? [dottedOf(second, third)] : []),
    ...(first === 0x20_01 && second === 0
      ? [dottedOf((groups[6] ?? 0) ^ 0xff_ff, (groups[7] ?? 0) ^ 0xff_ff)]
      : []),
  ];
}
