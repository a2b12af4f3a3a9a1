import { eventNames, isOpeningEvent, typeOf } from './catalogue.ts';

/** Spellings of "thường" that the bus rule lets through; everything else goes the refusal way. */
export const ordinarySecrecyOnBus = ['thuong', 'thường', 'Thường', 'THƯỜNG', '0'] as const;

/** Detail types that bring a document and so must carry an ordinary grade. */
export const gradedTypesOnBus: readonly string[] = eventNames.filter(isOpeningEvent).map(typeOf);

/** Detail types without a subject, which pass whatever their grade field says. */
export const ungradedTypesOnBus: readonly string[] = eventNames
  .filter((name) => !isOpeningEvent(name))
  .map(typeOf);

/** `source` of the events the office itself puts on the bus. */
export const OFFICE_SOURCE = 'vanthu';
