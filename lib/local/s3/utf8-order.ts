const SURROGATE = /[\ud800-\udfff]/;

/** Orders text by its UTF-8 bytes. Only characters beyond the basic plane make UTF-16 differ. */
export function compareUtf8(left: string, right: string): number {
  if (SURROGATE.test(left) || SURROGATE.test(right)) {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
