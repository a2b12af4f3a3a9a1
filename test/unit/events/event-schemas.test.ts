import { describe, expect, it } from '@jest/globals';
import { eventNames, isOpeningEvent } from '../../../lib/events/catalogue.ts';
import { parseEvent } from '../../../lib/events/envelope.ts';
import { OfficeError } from '../../../lib/kernel/errors.ts';
import { cloudEvent, HASH, minimalData } from './sample-events.ts';

/** What parsing throws; undefined when it accepts. */
const refusalOf = (json: unknown): { code: string; where?: string | undefined } | undefined => {
  try {
    parseEvent(json);
    return undefined;
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    return { code: error.code, where: error.facts['where'] };
  }
};

const without = (data: Readonly<Record<string, unknown>>, key: string) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== key));

describe.each(eventNames)('%s', (name) => {
  it('is taken with the least it needs', () => {
    expect(parseEvent(cloudEvent(name)).name).toBe(name);
  });

  it.each(Object.keys(minimalData[name]))('is refused without %s, which is named', (key) => {
    const refusal = refusalOf(cloudEvent(name, without(minimalData[name], key)));
    expect(refusal?.code).toBe('BAD_EVENT');
    // Which of two ids is missing cannot be told: the data as a whole are named.
    const named = key === 'documentId' && !isOpeningEvent(name) ? 'data' : `data.${key}`;
    expect(refusal?.where).toBe(named);
  });

  it.each(Object.keys(minimalData[name]))('is refused with a wrong %s', (key) => {
    for (const wrong of [null, 7.5, { x: 1 }, '']) {
      const data = { ...minimalData[name], [key]: wrong };
      expect(refusalOf(cloudEvent(name, data))?.where).toMatch(new RegExp(`^data\\.${key}`));
    }
  });

  it.each([undefined, null, 'text', 7, []])('is refused with %j for its data', (data) => {
    expect(refusalOf({ ...cloudEvent(name), data })).toEqual({ code: 'BAD_EVENT', where: 'data' });
  });
});

describe('Which document a later event means', () => {
  const later = eventNames.filter((name) => !isOpeningEvent(name));

  it.each(later)('%s takes the office’s id in place of the source’s, never both', (name) => {
    const officeId = 'a'.repeat(26);
    const data = without(minimalData[name], 'documentId');
    expect(refusalOf(cloudEvent(name, { ...data, officeId }))).toBeUndefined();
    expect(refusalOf(cloudEvent(name, { ...minimalData[name], officeId }))?.where).toBe('data');
  });

  it.each(['', 'A'.repeat(26), 'a'.repeat(25), '../../a'])(
    'refuses %j as an office id',
    (officeId) => {
      const data = { ...without(minimalData['document.recalled'], 'documentId'), officeId };
      expect(refusalOf(cloudEvent('document.recalled', data))?.where).toBe('data.officeId');
    },
  );
});

describe('Files an event names', () => {
  const file = { sha256: HASH, size: 1, mediaType: 'application/pdf', name: 'a.pdf', role: 'main' };
  const refusalWith = (change: Record<string, unknown>) =>
    refusalOf(
      cloudEvent('document.received', {
        ...minimalData['document.received'],
        files: [{ ...file, ...change }],
      }),
    );

  it.each(['a.pdf', 'Công văn 12 (bản 2).pdf', 'tệp…pdf', '.ẩn', 'a..pdf', 'Quyết định: số 5.pdf'])(
    'takes the name %j',
    (name) => {
      expect(refusalWith({ name })).toBeUndefined();
    },
  );

  it.each([
    '..',
    '.',
    '../etc/passwd',
    'a/b.pdf',
    'a\\b.pdf',
    '..\\..\\x.pdf',
    'a\u0000.pdf',
    'a\n.pdf',
    'a\r\nX-Header: 1.pdf',
    'a\u007f.pdf',
    'a\u0085.pdf',
    'a\u2028.pdf',
    'van-ban\u202efdp.exe',
    '\u2066a.pdf',
    '',
    'x'.repeat(256),
  ])('refuses the name %j', (name) => {
    expect(refusalWith({ name })).toEqual({ code: 'BAD_EVENT', where: 'data.files.0.name' });
  });

  it('keeps a name in one form of Unicode', () => {
    const data = {
      ...minimalData['document.received'],
      files: [{ ...file, name: 'Tệp.pdf'.normalize('NFD') }],
    };
    expect(parseEvent(cloudEvent('document.received', data)).data).toMatchObject({
      files: [{ name: 'Tệp.pdf'.normalize('NFC') }],
    });
  });

  it.each([
    ['size', 0],
    ['size', 100_000_001],
    ['size', 1.5],
    ['sha256', HASH.toUpperCase()],
    ['sha256', HASH.slice(1)],
    ['mediaType', 'pdf'],
    ['mediaType', 'application/pdf\r\nx: y'],
    ['role', 'cover'],
  ])('refuses %s %j', (key, value) => {
    expect(refusalWith({ [key]: value })?.where).toBe(`data.files.0.${key}`);
  });

  it('of a draft to be signed are one main file and attachments', () => {
    const approved = (files: unknown) =>
      refusalOf(cloudEvent('document.approved', { ...minimalData['document.approved'], files }));
    expect(approved([file, { ...file, role: 'attachment' }])).toBeUndefined();
    for (const files of [[], [file, file], [{ ...file, role: 'attachment' }]])
      expect(approved(files)).toEqual({ code: 'BAD_EVENT', where: 'data.files' });
  });
});

describe('Texts of an event', () => {
  it('are stored in one form of Unicode and without stray white space', () => {
    const abstract = '  Về việc\n họp\u200b '.normalize('NFD');
    const data = { ...minimalData['document.received'], abstract };
    expect(parseEvent(cloudEvent('document.received', data)).data).toMatchObject({
      abstract: 'Về việc họp',
    });
  });

  it.each(['   ', '\u200b', '\n'])('that say nothing (%j) are refused', (abstract) => {
    const data = { ...minimalData['document.received'], abstract };
    expect(refusalOf(cloudEvent('document.received', data))?.where).toBe('data.abstract');
  });
});
