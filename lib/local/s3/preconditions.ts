import { currentObject, type KeyRecord, type ObjectVersion } from './key-record.ts';
import { noSuchKey, notEmulated, preconditionFailed } from './s3-errors.ts';

function unquote(eTag: string): string {
  return eTag.replace(/^(?:W\/)?"?|"$/g, '');
}

function namesETag(condition: string, eTag: string): boolean {
  return condition.split(',').some((part) => ['*', eTag].includes(unquote(part.trim())));
}

export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** If-Match and If-None-Match on a write. 412 PreconditionFailed; 404 when If-Match finds nothing. */
export function checkWrite(record: KeyRecord | undefined, conditions: WriteConditions): void {
  const current = currentObject(record);
  if (conditions.IfNoneMatch !== undefined) {
    if (conditions.IfNoneMatch !== '*')
      throw notEmulated('s3: If-None-Match other than * on a write');
    if (current) throw preconditionFailed('If-None-Match');
  }
  if (conditions.IfMatch === undefined) return;
  if (!current) throw noSuchKey(record?.key ?? '');
  if (!namesETag(conditions.IfMatch, current.eTag)) throw preconditionFailed('If-Match');
}

export interface ReadConditions extends WriteConditions {
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/** HTTP dates know whole seconds only. */
function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/**
 * RFC 9110, section 13.2.2: If-Match outranks If-Unmodified-Since, If-None-Match outranks
 * If-Modified-Since. Throws 412, or says that the answer is 304.
 */
export function checkRead(
  version: ObjectVersion,
  conditions: ReadConditions,
): 'send' | 'notModified' {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  const modified = wholeSeconds(version.lastModified);
  if (IfMatch !== undefined) {
    if (!namesETag(IfMatch, version.eTag)) throw preconditionFailed('If-Match');
  } else if (IfUnmodifiedSince && modified > wholeSeconds(IfUnmodifiedSince.getTime())) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (IfNoneMatch !== undefined) {
    return namesETag(IfNoneMatch, version.eTag) ? 'notModified' : 'send';
  }
  const unchanged = IfModifiedSince && modified <= wholeSeconds(IfModifiedSince.getTime());
  return unchanged ? 'notModified' : 'send';
}
