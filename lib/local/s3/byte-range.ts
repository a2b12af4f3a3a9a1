import { AwsServiceError } from '../aws/service.ts';

/** First and last byte of a part of an object, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * One range of RFC 9110, section 14.1.2. Undefined for what is to be ignored: no range, several
 * ranges, another unit. Throws InvalidRange (416) when nothing of it lies within the object.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!found) return undefined;
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= size) {
    throw new AwsServiceError('InvalidRange', 'The requested range is not satisfiable', {
      status: 416,
      extra: { RangeRequested: header, ActualObjectSize: size },
    });
  }
  return { start, end };
}
