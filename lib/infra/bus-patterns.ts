import type { EventPattern } from 'aws-cdk-lib/aws-events';
import {
  gradedTypesOnBus,
  OFFICE_SOURCE,
  ordinarySecrecyOnBus,
  ungradedTypesOnBus,
} from '../events/bus-rules.ts';

const anythingBut = (values: readonly string[]) => ({ 'anything-but': [...values] });
const absent = { exists: false };

/** A pattern over the bus's detail type, the CloudEvent's own type and its data, never our answers. */
const pattern = (detailType: unknown[], detail?: Record<string, unknown>): EventPattern => ({
  source: [anythingBut([OFFICE_SOURCE])] as unknown as string[],
  detailType: detailType as string[],
  ...(detail === undefined ? {} : { detail }),
});

/** Events whose content may enter a queue (R1): an ordinary grade, or nothing that needs one. */
export const admittedPatterns: Readonly<Record<string, EventPattern>> = {
  Ordinary: pattern([...gradedTypesOnBus], {
    type: [...gradedTypesOnBus],
    data: { secrecy: [...ordinarySecrecyOnBus] },
  }),
  Ungraded: pattern([...ungradedTypesOnBus], { type: [...ungradedTypesOnBus] }),
};

/**
 * Everything else, in four cases that do not overlap, so that each event is refused once. The
 * detail type alone is not believed: a document sent under the name of a recall is refused.
 */
export const refusedPatterns: Readonly<Record<string, EventPattern>> = {
  UnknownType: pattern([anythingBut([...gradedTypesOnBus, ...ungradedTypesOnBus])]),
  OtherGrade: pattern([...gradedTypesOnBus], {
    type: [...gradedTypesOnBus],
    data: { secrecy: [anythingBut(ordinarySecrecyOnBus), absent] },
  }),
  MislabelledDocument: pattern([...gradedTypesOnBus], {
    type: [anythingBut(gradedTypesOnBus), absent],
  }),
  MislabelledNotice: pattern([...ungradedTypesOnBus], {
    type: [anythingBut(ungradedTypesOnBus), absent],
  }),
};
