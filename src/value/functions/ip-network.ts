/**
 * Terraform's functions on IP networks. Addresses are numbers of 32 or 128 bits; they are read as Go read them before 1.17
 * (leading zeros are allowed and decimal) and written as Go writes them (the longest run of zeros as `::`).
 */
import { bool, list, string } from '../construct.ts';
import { BOOL, NUMBER, STRING } from '../type.ts';
import type { Value } from '../value.ts';
import type { CallError, FunctionDefinition, FunctionTable } from './signature.ts';
import { ofStrings } from './string.ts';
import { integerOf, wholeNumber } from './whole-number.ts';

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

interface Network extends Address {
  /** Length of the prefix; `value` has no bits behind it. */
  readonly prefix: number;
}

function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseAddress6(text) : parseAddress4(text);
}

function parseAddress4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return undefined;
  return { bits: 32, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

function parseAddress6(text: string): Address | undefined {
  const tail = /^(.*:)([^:]*\.[^:]*)$/.exec(text);
  const embedded = tail && parseAddress4(tail[2] ?? '');
  if (tail !== null && !embedded) return undefined;
  const groupsText = embedded
    ? `${tail[1]}${(embedded.value >> 16n).toString(16)}:${(embedded.value & 0xffffn).toString(16)}`
    : text;
  const halves = groupsText.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: rest === undefined ? 0 : missing }, () => '0'), ...(rest ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}

/** An IPv6 address that embeds an IPv4 one is that IPv4 address. */
function unmapped(address: Address): Address {
  if (address.bits === 128 && address.value >> 32n === 0xffffn) return { bits: 32, value: address.value & 0xffffffffn };
  return address;
}

function formatAddress({ bits, value }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  if (value >> 32n === 0xffffn) return formatAddress({ bits: 32, value: value & 0xffffffffn });
  const groups = Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - at * 16)) & 0xffffn).toString(16));
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
    start += length;
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}

function formatNetwork(network: Network): string {
  return `${formatAddress(network)}/${network.prefix}`;
}

function parseNetwork(text: string): Network | CallError {
  const [addressText = '', prefixText, ...more] = text.split('/');
  const parsed = parseAddress(addressText);
  const prefix = Number(prefixText);
  if (!parsed || more.length > 0 || !/^\d+$/.test(prefixText ?? '') || prefix > parsed.bits) {
    return { error: `invalid CIDR expression: invalid CIDR address: ${text}` };
  }
  return { bits: parsed.bits, value: masked(parsed, prefix), prefix };
}

function masked({ bits, value }: Address, prefix: number): bigint {
  const host = BigInt(bits - prefix);
  return (value >> host) << host;
}

/** A network or the error, for functions whose first argument is one. */
function withNetwork(text: Value | undefined, use: (network: Network) => Value | CallError): Value | CallError {
  const network = parseNetwork(text?.kind === 'string' ? text.value : '');
  return 'error' in network ? network : use(network);
}

const PREFIX = { name: 'prefix', type: STRING } as const;

const cidrhost: FunctionDefinition = {
  parameters: [PREFIX, { name: 'hostnum', type: NUMBER }],
  result: STRING,
  call: ([prefix, hostArg]) => {
    const host = integerOf(hostArg);
    if (host === undefined) return { error: 'value must be a whole number' };
    return withNetwork(prefix, (network) => {
      const size = 1n << BigInt(network.bits - network.prefix);
      const offset = host < 0n ? size + host : host;
      if (offset < 0n || offset >= size) {
        return { error: `prefix of ${network.prefix} does not accommodate a host numbered ${host}` };
      }
      return string(formatAddress({ ...network, value: network.value + offset }));
    });
  },
};

const cidrnetmask = ofStrings(['prefix'], STRING, ([text]) => {
  const network = parseNetwork(text);
  if ('error' in network) return network;
  if (network.bits === 128) return { error: `IPv6 addresses cannot have a netmask: ${text}` };
  return string(formatAddress({ bits: 32, value: masked({ bits: 32, value: 0xffffffffn }, network.prefix) }));
});

/** A negative number gives the address that its bits make, and has to fit without its sign. */
function subnet(network: Network, newBits: number, number: bigint): Network | CallError {
  const prefix = network.prefix + newBits;
  const magnitude = number < 0n ? -number : number;
  if (prefix > network.bits || prefix < 0) {
    return { error: `insufficient address space to extend prefix of ${network.prefix} by ${newBits}` };
  }
  if (newBits >= 0 && magnitude >= 1n << BigInt(newBits)) {
    return { error: `prefix extension of ${newBits} does not accommodate a subnet numbered ${number}` };
  }
  const value = network.value | (number << BigInt(network.bits - prefix));
  return { ...network, prefix, value: BigInt.asUintN(network.bits, value < 0n ? -value : value) };
}

const cidrsubnet: FunctionDefinition = {
  parameters: [PREFIX, { name: 'newbits', type: NUMBER }, { name: 'netnum', type: NUMBER }],
  result: STRING,
  call: ([prefix, bitsArg, numberArg]) => {
    const newBits = wholeNumber(bitsArg);
    if ('error' in newBits) return { error: newBits.error };
    const number = integerOf(numberArg);
    if (number === undefined) return { error: 'value must be a whole number' };
    return withNetwork(prefix, (network) => {
      const result = subnet(network, newBits.whole, number);
      return 'error' in result ? result : string(formatNetwork(result));
    });
  },
};

const cidrsubnets: FunctionDefinition = {
  parameters: [PREFIX],
  variadic: { name: 'newbits', type: NUMBER },
  result: { kind: 'list', element: STRING },
  call: ([prefix, ...lengths]) => {
    const network = parseNetwork(prefix?.kind === 'string' ? prefix.value : '');
    if ('error' in network) return { ...network, parameter: 'prefix' };
    const networks: Value[] = [];
    let next = network.value;
    let last: Network | undefined;
    for (const lengthArg of lengths) {
      const newBits = wholeNumber(lengthArg);
      const problem = 'error' in newBits ? newBits.error : extensionProblem(network, newBits.whole);
      if ('error' in newBits || problem !== undefined) return { error: problem ?? '', parameter: 'newbits' };
      const bits = network.prefix + newBits.whole;
      const size = 1n << BigInt(network.bits - bits);
      const value = ((next + size - 1n) / size) * size;
      // Terraform begins one subnet before the network, which the very first address has not.
      const noneBefore = network.value === 0n && last === undefined;
      if (noneBefore || value + size > network.value + (1n << BigInt(network.bits - network.prefix))) {
        const after = formatNetwork(last ?? { ...network, prefix: bits, value: previous(network, size) });
        return {
          error: `not enough remaining address space for a subnet with a prefix of ${bits} bits after ${after}`,
          parameter: 'newbits',
        };
      }
      last = { ...network, prefix: bits, value };
      networks.push(string(formatNetwork(last)));
      next = value + size;
    }
    return list(networks);
  },
};

function previous(network: Network, size: bigint): bigint {
  return BigInt.asUintN(network.bits, network.value - size);
}

function extensionProblem(network: Network, newBits: number): string | undefined {
  if (newBits < 1) return 'must extend prefix by at least one bit';
  if (newBits > 32) return 'may not extend prefix by more than 32 bits';
  const bits = network.prefix + newBits;
  if (bits <= network.bits) return undefined;
  return `would extend prefix to ${bits} bits, which is too long for an ${network.bits === 32 ? 'IPv4' : 'IPv6'} address`;
}

/** OpenTofu's own. */
const cidrcontains = ofStrings(['containing_prefix', 'contained_ip_or_prefix'], BOOL, ([containing, contained]) => {
  const outer = parseNetwork(containing);
  if ('error' in outer) return outer;
  const address = parseAddress(contained);
  const inner = address === undefined ? parseNetwork(contained) : { ...unmapped(address), prefix: address.bits };
  if ('error' in inner) return { error: `invalid IP address or prefix: ${contained}` };
  if (inner.bits !== outer.bits) return { error: `address family mismatch: ${containing} vs. ${contained}` };
  return bool(inner.prefix >= outer.prefix && masked(inner, outer.prefix) === outer.value);
});

export const IP_NETWORK_FUNCTIONS: FunctionTable = { cidrcontains, cidrhost, cidrnetmask, cidrsubnet, cidrsubnets };
