import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { type EventName, eventNames } from '../../events/catalogue.ts';
import type { Source } from '../../register/source.ts';
import { CommandError, exitCodes } from '../errors.ts';

const usage = (code: string, facts: Readonly<Record<string, string>> = {}, cause?: unknown) =>
  new CommandError(code, { exitCode: exitCodes.usage, facts, cause });

/** The office's own name on the bus. */
const RESERVED = 'vanthu';

/**
 * An id stands in headers, in keys and as a folder of the inbox.
 * @throws CommandError SOURCE_ID_BAD
 */
export const readSourceId = (text: string): string => {
  if (!/^[a-z0-9][a-z0-9._-]{1,62}$/.test(text) || text === RESERVED)
    throw usage('SOURCE_ID_BAD', { source: text });
  return text;
};

/** @throws CommandError EVENT_UNKNOWN */
export const readAllowed = (text: string): EventName[] => {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const unknown = names.find((name) => !(eventNames as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw usage('EVENT_UNKNOWN', { name: unknown, names: eventNames.join(', ') });
  return names as EventName[];
};

/**
 * `SOURCE@ACCOUNT`, as EventBridge shows who has put an entry.
 * @throws CommandError BUS_IDENTITY_BAD
 */
export const readBusIdentity = (text: string): NonNullable<Source['busIdentity']> => {
  const [, source, account] = /^([A-Za-z0-9._/-]{1,256})@(\d{12})$/.exec(text) ?? [];
  if (source === undefined || account === undefined) throw usage('BUS_IDENTITY_BAD');
  return { source, account };
};

/** Public members of a key (RFC 7517, 8037); anything else, a private part above all, is refused. */
const publicKey = z.strictObject({
  kty: z.enum(['EC', 'OKP']),
  crv: z.enum(['P-256', 'Ed25519']),
  x: z.string(),
  y: z.optional(z.string()),
});
const approvers = z.array(
  z.strictObject({ personId: z.string(), keyId: z.string(), jwk: publicKey }),
);

/** @throws CommandError APPROVERS_BAD */
export const readApprovers = (file: string): Source['approvers'] => {
  try {
    return approvers.parse(JSON.parse(readFileSync(file, 'utf8'))).map((approver) => ({
      ...approver,
      jwk: approver.jwk as Record<string, string>,
    }));
  } catch (cause) {
    throw usage('APPROVERS_BAD', { file }, cause);
  }
};

/**
 * Documents without a mark count as ordinary only by the agency's written decision.
 * @throws CommandError DECISION_MISSING
 */
export const readGrade = (
  grade: Source['defaultGrade'],
  decision: string | undefined,
): Pick<Source, 'defaultGrade' | 'gradeDecision'> => {
  const number = decision?.trim() ?? '';
  if (grade === 'ordinary' && number === '') throw usage('DECISION_MISSING');
  return { defaultGrade: grade, ...(number === '' ? {} : { gradeDecision: number }) };
};
