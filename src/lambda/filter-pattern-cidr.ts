/** IP address ranges of event filters, as the engine reads them. */

/** Why the engine refuses a text as a range, in its words; `undefined` when it takes it. */
export function addressRangeProblem(text: string): string | undefined {
  const fields = withoutTrailingEmpty(text.split('/'));
  const [address, bits] = fields;
  if (address === undefined || bits === undefined || fields.length !== 2) return "Malformed CIDR, one '/' required";
  if (!/^[+-]?\d+$/.test(bits) || Math.abs(Number(bits)) > 0x7fffffff)
    return 'Malformed CIDR, mask bits must be an integer';
  if (Number(bits) < 0) return 'Malformed CIDR, mask bits must not be negative';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) {
    if (address.split('.').some((octet) => Number(octet) > 255)) return `Invalid IP address: ${address}`;
    return Number(bits) > 31 ? 'IPv4 mask bits must be < 32' : undefined;
  }
  if (!/^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/.test(address)) return `Nonstandard IP address: ${address}`;
  if (!isIpv6(address)) return `Invalid IP address: ${address}`;
  return Number(bits) > 127 ? 'IPv6 mask bits must be < 128' : undefined;
}

/** Java's `split` drops them. */
function withoutTrailingEmpty(fields: readonly string[]): readonly string[] {
  return fields.slice(0, fields.findLastIndex((field) => field !== '') + 1);
}

function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}
