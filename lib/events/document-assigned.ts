import * as z from 'zod/mini';
import { calendarDate, documentRef, identifier, namesOneDocument } from './common.ts';

/** The leader's direction (bút phê): who leads, who co-operates, until when (Decree 30/2020, Art. 23.4). */
export const documentAssigned = z
  .object({
    ...documentRef,
    leadId: identifier,
    cooperatingIds: z._default(z.array(identifier).check(z.maxLength(50)), []),
    dueOn: z.optional(calendarDate),
    assignedBy: identifier,
  })
  .check(namesOneDocument);
