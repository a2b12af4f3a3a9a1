import { describe, expect, it } from '@jest/globals';
import {
  gradedTypesOnBus,
  ordinarySecrecyOnBus,
  ungradedTypesOnBus,
} from '../../../lib/events/bus-rules.ts';
import { catalogue, eventNames, isOpeningEvent, typeOf } from '../../../lib/events/catalogue.ts';
import { readGrade } from '../../../lib/secrecy/grades.ts';

describe('What the bus lets through', () => {
  it('is every type of the catalogue, once: graded or not', () => {
    const types = [...gradedTypesOnBus, ...ungradedTypesOnBus];
    expect(types.toSorted()).toEqual(eventNames.map(typeOf).toSorted());
  });

  it('is ungraded only where the event has no subject', () => {
    const withSubject = eventNames.filter((name) => {
      const shape = JSON.stringify(Object.keys(catalogue[name].def.shape));
      return shape.includes('"abstract"') || shape.includes('"files"');
    });
    expect(withSubject.toSorted()).toEqual(eventNames.filter(isOpeningEvent).toSorted());
  });

  it('is of an ordinary grade only', () => {
    for (const spelling of ordinarySecrecyOnBus) expect(readGrade(spelling)).toBe('ordinary');
  });
});
