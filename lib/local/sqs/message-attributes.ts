import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { invalidParameter } from './queue-errors.ts';
import type { StoredAttribute } from './queue-model.ts';

const MAX_ATTRIBUTES = 10;
const TEXT = 1;
const BINARY = 2;

type Attributes = Readonly<Record<string, StoredAttribute>>;

/** Checks and stores message attributes; throws InvalidParameterValue. */
export function readAttributes(
  given: Readonly<Record<string, MessageAttributeValue>> | undefined,
): Attributes {
  const entries = Object.entries(given ?? {});
  if (entries.length > MAX_ATTRIBUTES) {
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`,
    );
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, readAttribute(name, value)]));
}

function readAttribute(name: string, value: MessageAttributeValue): StoredAttribute {
  if (!/^(?!aws\.|amazon\.)[\w.-]{1,256}$/i.test(name)) {
    throw invalidParameter(`Can not use ${name} as a message attribute name.`);
  }
  const type = value.DataType ?? '';
  if (!/^(String|Number|Binary)(\..+)?$/.test(type)) {
    throw invalidParameter(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
  if (type.startsWith('Binary')) {
    if (value.BinaryValue?.length) {
      return { type, binary: Buffer.from(value.BinaryValue).toString('base64') };
    }
  } else if (value.StringValue) {
    return { type, text: value.StringValue };
  }
  throw invalidParameter(
    `The message (user) attribute '${name}' must contain a non-empty value of type ${type}.`,
  );
}

export function showAttribute(attribute: StoredAttribute): MessageAttributeValue {
  return attribute.binary === undefined
    ? { DataType: attribute.type, StringValue: attribute.text ?? '' }
    : { DataType: attribute.type, BinaryValue: Buffer.from(attribute.binary, 'base64') };
}

/** Bytes that count towards the size of a message: names, types and values. */
export function attributeBytes(attributes: Attributes): number {
  let bytes = 0;
  for (const [name, attribute] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.type);
    bytes += valueBytes(attribute).length;
  }
  return bytes;
}

/** The attributes a receiver asked for: names, `All`, `.*` or a prefix such as `app.*`. */
export function selectAttributes(
  attributes: Attributes,
  wanted: readonly string[] | undefined,
): Attributes {
  const wants = (name: string) =>
    (wanted ?? []).some(
      (pattern) =>
        pattern === 'All' ||
        pattern === name ||
        (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wants(name)));
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** MD5 over the attributes in SQS's own encoding (developer guide, "Calculating the MD5 message digest"). */
export function md5OfAttributes(attributes: Attributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    add(Buffer.from(name));
    add(Buffer.from(attribute.type));
    hash.update(Buffer.from([attribute.binary === undefined ? TEXT : BINARY]));
    add(valueBytes(attribute));
  }
  return hash.digest('hex');
}

function valueBytes(attribute: StoredAttribute): Buffer {
  return attribute.binary === undefined
    ? Buffer.from(attribute.text ?? '')
    : Buffer.from(attribute.binary, 'base64');
}
