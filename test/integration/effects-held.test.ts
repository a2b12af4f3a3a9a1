import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventText, parseEventText } from '../../lib/events/envelope.ts';
import { documentIdOf, sha256Of } from '../../lib/kernel/ids.ts';
import { type AcceptDeps, acceptEvent } from '../../lib/register/accept-event.ts';
import { storeOf } from '../support/office/observe.ts';
import { storedIn } from './doors-files.ts';
import { DoorsOffice, deferred, delayed, receivedData } from './doors-office.ts';

let doors: DoorsOffice;
let door: ReturnType<DoorsOffice['door']>;
beforeAll(async () => {
  doors = await DoorsOffice.open();
  door = doors.door();
});
afterAll(() => doors.close());

const held = (documentId: string, abstract: string, more: object = {}) =>
  parseEventText(
    doors.eventText(
      'document.received',
      receivedData({ documentId, secrecy: '?', abstract, ...more }),
    ),
  );

const decide = async (documentId: string, decision: 'release' | 'refuse') => {
  const actor = { personId: 'clerk', role: 'clerk' };
  const data = { officeId: documentIdOf('e-office', documentId), decision, actor, reason: 'x' };
  const text = doors.eventText('secrecy.decided', data, { source: 'desk' });
  expect(await doors.postEvent(text, { source: 'desk' })).toMatchObject({ status: 202 });
  await doors.office.settle();
};

const envelopesOf = async (documentId: string) => {
  const prefix = `held/documents/${documentIdOf('e-office', documentId)}/`;
  return (await storedIn(doors, 'quarantine')).filter((key) => key.startsWith(prefix));
};

describe('What is held or refused at the door (R1)', () => {
  it('leaves no hash of itself, from which a short text could be guessed', async () => {
    const source = await door.sources.find('e-office');
    const admitted = held('hash-1', 'Thường', { secrecy: 'thường' });
    await acceptEvent(door, source, admitted);
    const unclear = held('hash-2', 'Chưa rõ');
    const secret = held('hash-3', 'Mật', { secrecy: 'Mật' });
    for (const event of [unclear, secret]) await acceptEvent(door, source, event);
    const kept = await doors.everything();
    expect(kept).toContain(sha256Of(eventText(admitted)));
    for (const event of [unclear, secret]) {
      expect(kept).not.toContain(sha256Of(eventText(event)));
      expect(kept).not.toContain(sha256Of(JSON.stringify(event.data)));
    }
  });
});

describe('Two doors that hold one document at once (R1)', () => {
  it('keep what was accepted, not what was returned, and nothing else', async () => {
    const source = await door.sources.find('e-office');
    const [sealed, committed] = [deferred(), deferred()];
    const loser: AcceptDeps = {
      ...door,
      envelopes: {
        ...door.envelopes,
        seal: async (name, content) => {
          await door.envelopes.seal(name, content);
          sealed.resolve();
        },
      },
      store: {
        ...door.store,
        commit: async (commit) => {
          await committed.done;
          return door.store.commit(commit);
        },
      },
    };
    let second: Promise<unknown> | undefined;
    const winner = delayed(door, () => {
      second = acceptEvent(loser, source, held('race', 'Lời sau'));
      return sealed.done;
    });
    const first = await acceptEvent(winner, source, held('race', 'Lời đầu'));
    committed.resolve();
    expect(first).toMatchObject({ status: 'held' });
    expect(await second).toMatchObject({ status: 'returned', code: 'ALREADY_KNOWN' });
    await doors.office.settle();
    expect(await envelopesOf('race')).toHaveLength(1);
    await decide('race', 'release');
    const state = await storeOf(doors.test).load(documentIdOf('e-office', 'race'));
    expect(state?.core.facts?.abstract).toBe('Lời đầu');
    expect(await envelopesOf('race')).toEqual([]);
  });

  it('leave no envelope behind when the other one was ordinary', async () => {
    const source = await door.sources.find('e-office');
    const ordinary = held('race-2', 'Thường', { secrecy: 'thường' });
    const late = delayed(door, () => acceptEvent(door, source, ordinary));
    const answer = await acceptEvent(late, source, held('race-2', 'Chưa rõ'));
    expect(answer).toMatchObject({ status: 'returned', code: 'ALREADY_KNOWN' });
    await doors.office.settle();
    expect(await envelopesOf('race-2')).toEqual([]);
  });

  it('take the same event once, under one envelope, which a refusal destroys', async () => {
    const source = await door.sources.find('e-office');
    const event = held('race-3', 'Một lần');
    const late = delayed(door, () => acceptEvent(door, source, event));
    expect(await acceptEvent(late, source, event)).toMatchObject({ status: 'held' });
    expect(await envelopesOf('race-3')).toHaveLength(1);
    await decide('race-3', 'refuse');
    expect(await envelopesOf('race-3')).toEqual([]);
  });
});
