import { describe, expect, test } from '@jest/globals';
import { type FanOutDeps, planNotices } from '../../../lib/notices/fan-out.ts';
import { stepNotice } from '../../../lib/notices/outbox.ts';
import type { Person } from '../../../lib/notices/people.ts';
import type { DocumentState } from '../../../lib/register/document-state.ts';
import { createMemoryOutbox } from './memory-outbox.ts';
import { ARRIVAL, hoaToc, incoming, leader, takenBack, withWarning } from './sample-documents.ts';

const office = (people: readonly Person[]) => {
  const outbox = createMemoryOutbox();
  const pages: number[] = [];
  const deps: FanOutDeps = {
    outbox: {
      ...outbox,
      createPage: (rows) => {
        pages.push(rows.length);
        return outbox.createPage(rows);
      },
    },
    people: {
      person: async (personId) => people.find((entry) => entry.personId === personId),
      people: async (personIds) =>
        new Map(
          people
            .filter(({ personId }) => personIds.includes(personId))
            .map((entry) => [entry.personId, entry]),
        ),
      save: async () => undefined,
    },
    policy: { guestListOnly: true },
  };
  const plan = (state: DocumentState, step: string) =>
    planNotices(deps, { state, step, now: ARRIVAL });
  return { outbox, pages, plan };
};

const head = (personId: string, changed: Partial<Person> = {}) => leader({ personId, ...changed });
const { phone: _phone, ...withoutPhone } = head('no-phone');

describe('planning notices', () => {
  test('each recipient gets one row, and each who must not be told gets the cause', async () => {
    const people = [
      head('guest'),
      head('no-guest', { guestList: false }),
      head('no-consent', { smsConsent: false }),
      head('left', { optedOut: true }),
      withoutPhone,
    ];
    const { outbox, plan } = office(people);
    const ids = ['guest', 'no-guest', 'no-consent', 'left', 'no-phone', 'nobody', 'guest'];
    const result = await plan(incoming({}, ids), 'arrival');
    const verdicts = outbox.rows().map(({ personId, status, code }) => [personId, status, code]);
    expect(verdicts).toEqual([
      ['guest', 'queued', undefined],
      ['no-guest', 'suppressed', 'not-on-guest-list'],
      ['no-consent', 'suppressed', 'no-consent'],
      ['left', 'suppressed', 'opted-out'],
      ['no-phone', 'suppressed', 'no-phone'],
      ['nobody', 'suppressed', 'unknown-person'],
    ]);
    expect(result).toEqual({ noticeIds: [outbox.rows()[0]?.noticeId], suppressed: 5 });
  });

  test('100 recipients are four pages of 25', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => `p${n}`);
    const { pages, plan } = office(ids.map((id) => head(id)));
    expect((await plan(incoming({}, ids), 'arrival')).noticeIds).toHaveLength(100);
    expect(pages).toEqual([25, 25, 25, 25]);
  });

  test('planning again makes nothing new and does not send again what was sent', async () => {
    const { outbox, plan } = office([head('a'), head('b')]);
    const state = incoming({}, ['a', 'b']);
    const first = await plan(state, 'arrival');
    const [row] = outbox.rows();
    if (!row) throw new Error('no row');
    await outbox.save(row, stepNotice(row, { kind: 'claimed', claimId: 'c' }, ARRIVAL));
    const second = await plan(state, 'arrival');
    expect(outbox.rows()).toHaveLength(2);
    expect(second.noticeIds).toEqual(first.noticeIds.slice(1));
  });

  test.each([
    ['hoả tốc', hoaToc(['a']), 'arrival', 'hoa_toc'],
    ['ordinary', incoming({}, ['a']), 'arrival', 'arrival'],
    ['outgoing', incoming({}, ['a']), 'issued', 'issued'],
    ['warned', withWarning(incoming({}, ['a'])), 'arrival', 'neutral'],
  ])('the text of a document that is %s is chosen', async (_what, state, step, template) => {
    const { outbox, plan } = office([head('a')]);
    await plan(state, step);
    expect(outbox.rows()).toMatchObject([{ template, templateVersion: 1 }]);
  });

  test.each(['awaited', 'held', 'refused', 'recalled', 'replaced'] as const)(
    'of a document that is %s no arrival is told',
    async (status) => {
      const { outbox, plan } = office([head('a')]);
      const state = incoming({}, ['a']);
      await plan({ ...state, core: { ...state.core, status } }, 'arrival');
      expect(outbox.rows()).toEqual([]);
    },
  );

  test.each(['none', 'pending', 'held', 'refused'] as const)(
    'before screening has ended well (%s) nothing is told',
    async (status) => {
      const { outbox, plan } = office([head('a')]);
      const state = incoming({}, ['a']);
      await plan({ ...state, screening: { rev: 2, status, causes: [] } }, 'arrival');
      expect(outbox.rows()).toEqual([]);
    },
  );

  test('an unknown occasion is refused with its code', async () => {
    await expect(office([]).plan(incoming(), 'birthday')).rejects.toMatchObject({
      code: 'NOTICE_OCCASION',
    });
  });
});

describe('planning a recall', () => {
  const state = incoming({}, ['told', 'opened', 'failed', 'silent']);

  test('only those who were told, or may have been, are told of it', async () => {
    const { outbox, plan } = office(['told', 'opened', 'failed'].map((id) => head(id)));
    await plan(state, 'arrival');
    const ends = {
      told: { kind: 'fate-unknown', code: 'SMS_TIMED_OUT' },
      opened: { kind: 'cancelled', cause: 'opened' },
      failed: { kind: 'not-sent', code: 'SMS_REFUSED', retryable: false, jitter: 0 },
    } as const;
    for (const row of outbox.rows()) {
      const end = ends[row.personId as keyof typeof ends];
      if (!end) continue;
      const claimed = stepNotice(row, { kind: 'claimed', claimId: 'c' }, ARRIVAL);
      await outbox.save(row, claimed);
      await outbox.save(claimed, stepNotice(claimed, end, ARRIVAL));
    }
    const result = await plan(takenBack(state, 'recalled'), 'recalled');
    const recalls = outbox.rows().filter(({ occasion }) => occasion === 'recalled');
    expect(recalls.map(({ personId }) => personId)).toEqual(['told']);
    expect(result.noticeIds).toEqual(recalls.map(({ noticeId }) => noticeId));
  });

  test('nobody is told of the recall of a document that stands', async () => {
    const { outbox, plan } = office([head('told')]);
    await plan(state, 'recalled');
    expect(outbox.rows()).toEqual([]);
  });
});
