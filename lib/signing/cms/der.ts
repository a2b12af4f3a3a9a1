import { Set as Asn1Set, type BaseBlock, Constructed, Sequence } from 'asn1js';

/** An ArrayBuffer of exactly these bytes, as asn1js wants it. */
export const exactBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

export const encode = (block: { toBER(): ArrayBuffer }): Buffer => Buffer.from(block.toBER());

/** DER wants the members of a SET OF sorted by their encoding (X.690, 11.6). */
export const sortedByEncoding = <T extends { toSchema(): BaseBlock }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => Buffer.compare(encode(a.toSchema()), encode(b.toSchema())));

export const sequence = (...value: BaseBlock[]): Sequence => new Sequence({ value });

export const setOf = (...value: BaseBlock[]): Asn1Set => new Asn1Set({ value });

/** `[tag] EXPLICIT` or, for a constructed type, `[tag] IMPLICIT`. */
export const tagged = (tagNumber: number, ...value: BaseBlock[]): Constructed =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
