/** A message that cannot be read as BER or CMS; caught by the verifier, never shown to users. */
export class CmsUnreadableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CmsUnreadableError';
  }
}

const deepest = 48;
const mostElements = 100_000;

interface Head {
  readonly constructed: boolean;
  /** Where the content begins. */
  readonly start: number;
  /** Undefined for the indefinite form. */
  readonly length: number | undefined;
}

const readHead = (bytes: Buffer, at: number): Head => {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) {
    throw new CmsUnreadableError('an element has no readable head');
  }
  const constructed = (tag & 0x20) !== 0;
  if (first < 0x80) return { constructed, start: at + 2, length: first };
  if (first === 0x80 && constructed) return { constructed, start: at + 2, length: undefined };
  const count = first & 0x7f;
  if (count < 1 || count > 4 || at + 2 + count > bytes.length) {
    throw new CmsUnreadableError('an element has no readable length');
  }
  return { constructed, start: at + 2 + count, length: bytes.readUIntBE(at + 2, count) };
};

/** Passes over one element and all inside it. */
class ElementWalk {
  readonly bytes: Buffer;
  #room = mostElements;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** The end of the element at a place; it may not reach beyond `limit`. */
  pass(at: number, limit: number, depth: number): number {
    if (--this.#room < 0 || depth > deepest) {
      throw new CmsUnreadableError('the message has too many elements');
    }
    const { constructed, start, length } = readHead(this.bytes, at);
    const end = length === undefined ? undefined : start + length;
    if ((end ?? start) > limit) throw new CmsUnreadableError('an element ends too late');
    if (end === undefined) return this.#passUntilZeros(start, limit, depth);
    for (let child = start; constructed && child < end; ) child = this.pass(child, end, depth + 1);
    return end;
  }

  #passUntilZeros(start: number, limit: number, depth: number): number {
    let child = start;
    while (this.bytes[child] !== 0 || this.bytes[child + 1] !== 0) {
      child = this.pass(child, limit, depth + 1);
    }
    return child + 2;
  }
}

/**
 * The end of the first element of a BER message, having looked into all of it: what passes here
 * is bounded in depth and number, so that a recursive parser may follow.
 * @throws CmsUnreadableError
 */
export const endOfElement = (bytes: Buffer): number =>
  new ElementWalk(bytes).pass(0, bytes.length, 0);
