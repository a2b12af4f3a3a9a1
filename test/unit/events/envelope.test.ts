import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventNames } from '../../../lib/events/catalogue.ts';
import {
  eventText,
  MAX_EVENT_BYTES,
  parseEvent,
  parseEventText,
} from '../../../lib/events/envelope.ts';
import { OfficeError } from '../../../lib/kernel/errors.ts';
import { cloudEvent, minimalData } from './sample-events.ts';

const seed = Number(process.env['SEED'] ?? 20261123);

const thrownBy = (act: () => unknown): OfficeError => {
  try {
    act();
  } catch (error) {
    if (error instanceof OfficeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('The envelope of an event', () => {
  it.each([
    ['specversion', '0.3'],
    ['id', ''],
    ['id', 'x'.repeat(201)],
    ['source', ''],
    ['time', '2026-11-23'],
    ['time', '2026-11-23T09:00:00'],
    ['time', 'hôm qua'],
    ['sequence', -1],
    ['sequence', 1.5],
    ['datacontenttype', 'text/xml'],
  ])('is refused with %s %j', (key, value) => {
    const error = thrownBy(() => parseEvent({ ...cloudEvent('document.opened'), [key]: value }));
    expect(error.code).toBe('BAD_EVENT');
    expect(error.facts).toEqual({ where: key });
  });

  it.each([
    ['vn.vanthu.document.burned.v1', 'UNKNOWN_TYPE'],
    ['com.example.document.received.v1', 'UNKNOWN_TYPE'],
    ['vn.vanthu.document.received', 'UNKNOWN_TYPE'],
    ['vn.vanthu.constructor.prototype.v1', 'UNKNOWN_TYPE'],
    ['toString', 'UNKNOWN_TYPE'],
    ['', 'UNKNOWN_TYPE'],
    ['vn.vanthu.document.received.v2', 'UNKNOWN_VERSION'],
    ['vn.vanthu.document.received.v01', 'UNKNOWN_VERSION'],
  ])('of type %j is %s', (type, code) => {
    expect(thrownBy(() => parseEvent({ ...cloudEvent('document.opened'), type })).code).toBe(code);
  });

  it.each([null, 7, 'text', [], undefined])('is no %j', (json) => {
    expect(thrownBy(() => parseEvent(json)).code).toBe('BAD_EVENT');
  });

  it('of an unknown attribute or field drops it', () => {
    const event = parseEvent({
      ...cloudEvent('document.opened'),
      traceparent: 'x',
      data: { ...minimalData['document.opened'], colour: 'red' },
    });
    expect(eventText(event)).not.toMatch(/traceparent|colour/);
  });
});

describe('The text of an event', () => {
  it.each(['', '{', 'null,', '\u0000', '{"a":1}}', '\ufeff{'])('%j is not JSON', (text) => {
    expect(thrownBy(() => parseEventText(text)).code).toBe('BAD_JSON');
  });

  it('may have 64 KB and not one byte more, counted in UTF-8', () => {
    const frame = Buffer.byteLength(JSON.stringify({ ...cloudEvent('document.opened'), note: '' }));
    const ofSize = (bytes: number, fill: string) =>
      JSON.stringify({
        ...cloudEvent('document.opened'),
        note: fill.repeat((bytes - frame) / Buffer.byteLength(fill)),
      });
    expect(parseEventText(ofSize(MAX_EVENT_BYTES, 'x')).name).toBe('document.opened');
    const error = thrownBy(() => parseEventText(ofSize(MAX_EVENT_BYTES + 1, 'x')));
    expect([error.code, error.facts]).toEqual(['BODY_TOO_LARGE', { limit: '65536' }]);
    const long = 'mậ'.repeat(20_000);
    expect(long.length).toBeLessThan(MAX_EVENT_BYTES);
    expect(thrownBy(() => parseEventText(JSON.stringify({ long }))).code).toBe('BODY_TOO_LARGE');
  });

  it.each(eventNames)('of %s comes back as it was', (name) => {
    const event = parseEvent(cloudEvent(name, undefined, { sequence: 3 }));
    expect(parseEventText(eventText(event))).toEqual(event);
  });

  it('is the same for the same event written otherwise', () => {
    const event = cloudEvent('document.opened');
    const reordered = Object.fromEntries(Object.entries(event).reverse());
    const inUtc = { ...event, time: '2026-11-23T02:00:00Z' };
    const text = eventText(parseEvent(event));
    expect(eventText(parseEvent(reordered))).toBe(text);
    expect(eventText(parseEvent(inUtc))).toBe(text);
  });
});

describe('Errors about an event', () => {
  const SECRET = 'TUYỆTMẬTCANARY';
  const everything = (error: OfficeError) =>
    JSON.stringify([error.code, error.message, error.facts, error.stack, String(error.cause)]);

  it('never quote what it holds, whatever stands where', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...eventNames),
        fc.dictionary(
          fc.constantFrom('abstract', 'issuer', 'documentId', 'files', 'reason', SECRET, 'actor'),
          fc.oneof(fc.constant(SECRET), fc.constant([SECRET]), fc.constant({ [SECRET]: SECRET })),
        ),
        (name, data) => {
          try {
            parseEvent(cloudEvent(name, data));
          } catch (error) {
            expect(everything(error as OfficeError)).not.toContain(SECRET);
          }
        },
      ),
      { seed },
    );
  });

  it.each([
    `{"abstract": "${SECRET}`,
    `${SECRET}`,
    `{"type": "${SECRET}"}`,
    JSON.stringify({ ...cloudEvent('document.opened'), type: SECRET }),
    JSON.stringify({ ...cloudEvent('document.opened'), time: SECRET }),
  ])('never quote its text: %s', (text) => {
    expect(everything(thrownBy(() => parseEventText(text)))).not.toContain(SECRET);
  });

  it('name at most eight wrong places', () => {
    const files = Array.from({ length: 20 }, () => ({}));
    const data = { ...minimalData['document.received'], files };
    const { facts } = thrownBy(() => parseEvent(cloudEvent('document.received', data)));
    expect(facts['where']?.split(', ')).toHaveLength(8);
  });
});

describe('The name of a file', () => {
  const named = (name: string) => {
    const file = {
      sha256: 'a'.repeat(64),
      size: 1,
      mediaType: 'application/pdf',
      role: 'main',
      name,
    };
    const data = { ...minimalData['document.received'], files: [file] };
    return parseEvent(cloudEvent('document.received', data));
  };

  it('is made of whole characters: half of one could be written nowhere', () => {
    for (const name of ['a\ud83d.pdf', '\ude00.pdf'])
      expect(thrownBy(() => named(name)).code).toBe('BAD_EVENT');
    expect(named('văn bản 😀.pdf').name).toBe('document.received');
  });
});
