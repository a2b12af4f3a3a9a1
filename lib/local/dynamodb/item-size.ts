import type { WireItem, WireValue } from './wire-types.ts';

// dynalite counts UTF-16 units; the service counts UTF-8 bytes, and Vietnamese text has more of them.

const utf8 = (text: string) => Buffer.byteLength(text, 'utf8');

function numberBytes(text: string): number {
  const [mantissa = ''] = text.toLowerCase().split('e');
  const digits = mantissa.replace(/[-+.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return 1 + Math.ceil(digits.length / 2) + (text.startsWith('-') ? 1 : 0);
}

const sum = <T>(parts: readonly T[], size: (part: T) => number) =>
  parts.reduce((total, part) => total + size(part), 0);

const binaryBytes = (base64: string) => Buffer.from(base64, 'base64').length;

const sizes: Readonly<Record<string, (value: never) => number>> = {
  S: utf8,
  N: numberBytes,
  B: binaryBytes,
  SS: (values: string[]) => sum(values, utf8),
  NS: (values: string[]) => sum(values, numberBytes),
  BS: (values: string[]) => sum(values, binaryBytes),
  L: (values: WireValue[]) => 3 + sum(values, (value) => 1 + valueBytes(value)),
  M: (values: WireItem) => 3 + Object.keys(values).length + itemBytes(values),
};

function valueBytes(value: WireValue): number {
  const [entry] = Object.entries(value);
  if (!entry) return 0;
  return sizes[entry[0]]?.(entry[1] as never) ?? 1;
}

/** Size of an item in bytes as the 400 KB limit counts it: attribute names and values in UTF-8. */
export function itemBytes(item: WireItem): number {
  return sum(Object.entries(item), ([name, value]) => utf8(name) + valueBytes(value));
}
