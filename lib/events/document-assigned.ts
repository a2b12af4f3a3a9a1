import * as z from 'zod/mini';
import { normalizeText } from '../kernel/vietnamese.ts';
import {
  calendarDate,
  documentFacts,
  documentRef,
  identifier,
  namesOneDocument,
} from './common.ts';

/** The leader's direction (bút phê): who leads, who co-operates, until when (Decree 30/2020, Art. 23.4). */
export const documentAssigned = z
  .object({
    ...documentRef,
    leadId: identifier,
    /** The unit that leads, as the direction calls it. */
    leadUnit: z.optional(documentFacts.issuer),
    cooperatingIds: z._default(z.array(identifier).check(z.maxLength(50)), []),
    dueOn: z.optional(calendarDate),
    assignedBy: identifier,
    /** ý kiến chỉ đạo: the direction in the leader's words. */
    direction: z.optional(
      z.string().check(z.overwrite(normalizeText), z.minLength(1), z.maxLength(2_000)),
    ),
  })
  .check(namesOneDocument);
