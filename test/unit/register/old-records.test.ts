import { describe, expect, it } from '@jest/globals';
import { inspectFile } from '../../../lib/register/inspect-file.ts';
import { applyEvent } from '../../../lib/register/transitions/apply-event.ts';
import { circumstances, eventOf } from './document-events.ts';

const opened = (data: Readonly<Record<string, unknown>>, ownArrivalNumbers = true) => {
  const decision = applyEvent(undefined, eventOf('document.received', data), {
    ...circumstances(),
    ownArrivalNumbers,
  });
  if (decision.kind !== 'change') throw new Error(`it was opened, not ${decision.kind}`);
  return decision;
};
const answersOf = ({ works }: ReturnType<typeof opened>) =>
  works.filter(({ effect }) => effect === 'answer').map(({ step }) => step);

describe('An old record', () => {
  it('keeps the number of the old book, where the counter numbers what comes today', () => {
    const old = opened({ historical: true, arrivalNumber: '731' }).next.core;
    expect(old.givenNumber).toBe('731');
    expect(old.seriesId).toBeUndefined();
    const today = opened({ arrivalNumber: '731' }).next.core;
    expect(today.givenNumber).toBeUndefined();
    expect(today.seriesId).toBe('den');
  });

  it('without a number takes one of today', () => {
    expect(opened({ historical: true }).next.core.seriesId).toBe('den');
  });

  it('is answered once, when it stands in the book', () => {
    expect(answersOf(opened({ historical: true }))).toEqual([]);
    expect(answersOf(opened({}))).toEqual(['accepted']);
  });
});

describe('A declared grade', () => {
  it('leaves its reason in the history', () => {
    const gradeDeclaration = { personId: 'vt1', reason: 'Quyết định 12' };
    expect(opened({ gradeDeclaration }).history).toMatchObject({ reason: 'Quyết định 12' });
  });

  it('does not speak over what holds the document', () => {
    const gradeDeclaration = { personId: 'vt1', reason: 'Quyết định 12' };
    const hold = { kind: 'hold', causes: ['secrecy-word'] } as const;
    const event = eventOf('document.received', { gradeDeclaration });
    expect(applyEvent(undefined, event, circumstances(hold))).toMatchObject({
      answer: 'held',
      history: { to: 'held', reason: 'secrecy-word' },
    });
  });
});

describe('A file that says it is plain text', () => {
  it('is taken in UTF-8', () => {
    for (const text of ['Điều 1.', '\ufeffĐiều 1.\r\n', ''])
      expect(() => inspectFile(Buffer.from(text), 'text/plain')).not.toThrow();
  });

  it.each([
    ['windows-1258', Buffer.from([0xd0, 0x69, 0xea, 0xcc, 0x75])],
    ['UTF-16', Buffer.from('Điều 1', 'utf16le')],
    ['cut within a letter', Buffer.from('ộ').subarray(0, 2)],
  ])('is none in %s', (_, bytes) => {
    expect(() => inspectFile(bytes, 'text/plain')).toThrow(
      expect.objectContaining({ code: 'TEXT_NOT_UTF8' }),
    );
  });
});
