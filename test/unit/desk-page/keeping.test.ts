import { describe, expect, it } from '@jest/globals';
import type { DeskAct } from '../../../lib/desk/contract.ts';
import { DeskError } from '../../../lib/desk/page/api-client.ts';
import {
  createDrafts,
  createUnsureActs,
  forgetAll,
  type Storage,
} from '../../../lib/desk/page/kept-text.ts';
import { sendAct } from '../../../lib/desk/page/send-act.ts';
import { createSession, type Tokens } from '../../../lib/desk/page/session.ts';

const memory = (): Storage => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
    removeItem: (key) => {
      kept.delete(key);
    },
  };
};

const act = (actId: string): DeskAct => ({
  kind: 'void',
  actId,
  documentId: 'd-1',
  reason: 'Sai thể thức',
});
const unsure = (actId: string) => ({ act: act(actId), title: 'Hủy số', path: '/desk' });

describe('an act that is sent', () => {
  const send = async (storage: Storage, answer: () => Promise<never> | Promise<unknown>) => {
    const acts = createUnsureActs(storage);
    const sent = await sendAct(
      {
        office: { act: answer as () => Promise<{ status: 'accepted'; documentId: string }> },
        acts,
      },
      unsure('act-0001'),
    );
    return { sent, left: acts.all().map(({ act: { actId } }) => actId) };
  };
  const failing = (kind: DeskError['kind']) => () =>
    Promise.reject(new DeskError(kind, 'CODE', 'Câu.'));

  it('is kept while it is under way', async () => {
    const storage = memory();
    const seen: number[] = [];
    await send(storage, async () => {
      seen.push(createUnsureActs(storage).all().length);
      return { status: 'accepted', documentId: 'd-1' };
    });
    expect(seen).toEqual([1]);
  });

  it('is forgotten when it is recorded', async () => {
    const { sent, left } = await send(memory(), async () => ({
      status: 'parked',
      documentId: 'd-1',
    }));
    expect(sent).toEqual({ status: 'done', isParked: true });
    expect(left).toEqual([]);
  });

  it.each(['offline', 'unreachable', 'unreadable', 'signed-out'] as const)(
    'stays when the answer is %s',
    async (kind) => {
      const { sent, left } = await send(memory(), failing(kind));
      expect(sent.status).toBe('unsure');
      expect(left).toEqual(['act-0001']);
    },
  );

  it.each([
    ['refused', false],
    ['conflict', true],
  ] as const)('is forgotten when it is %s', async (kind, isConflict) => {
    const { sent, left } = await send(memory(), failing(kind));
    expect(sent).toMatchObject({ status: 'refused', isConflict });
    expect(left).toEqual([]);
  });
});

describe('what a tab keeps', () => {
  it('is each act once, and each draft by its form', () => {
    const storage = memory();
    const [acts, drafts] = [createUnsureActs(storage), createDrafts(storage)];
    acts.keep(unsure('act-0001'));
    acts.keep(unsure('act-0002'));
    acts.keep(unsure('act-0001'));
    expect(acts.all()).toHaveLength(2);
    drafts.keep('a', { reason: 'một' });
    drafts.keep('b', { reason: 'hai' });
    drafts.forget('a');
    expect([drafts.of('a'), drafts.of('b')]).toEqual([{}, { reason: 'hai' }]);
  });

  it('is gone after signing out, and nothing strange in it does harm', () => {
    const storage = memory();
    createUnsureActs(storage).keep(unsure('act-0001'));
    forgetAll(storage);
    expect(createUnsureActs(storage).all()).toEqual([]);
    storage.setItem('desk:acts', '{');
    expect(createUnsureActs(storage).all()).toEqual([]);
  });
});

describe('a session', () => {
  const at = (ms: number) => () => new Date(ms);
  const tokens = (accessToken: string, expiresAt: number): Tokens => ({
    accessToken,
    refreshToken: `refresh-${accessToken}`,
    expiresAt,
  });

  it('gives its token while it has more than half a minute to live', async () => {
    const session = createSession({
      storage: memory(),
      now: at(0),
      refresh: async () => tokens('new', 900_000),
    });
    expect(await session.token()).toBeUndefined();
    session.start(tokens('old', 31_000));
    expect(await session.token()).toBe('old');
    session.start(tokens('old', 30_000));
    expect(await session.token()).toBe('new');
  });

  it('uses a refresh token once, however many calls need it', async () => {
    const used: (string | undefined)[] = [];
    const session = createSession({
      storage: memory(),
      now: at(1_000_000),
      refresh: async ({ refreshToken }) => {
        used.push(refreshToken);
        return tokens('new', 9_000_000);
      },
    });
    session.start(tokens('old', 0));
    expect(await Promise.all([session.token(), session.token(), session.renew()])).toEqual([
      'new',
      'new',
      'new',
    ]);
    expect(used).toEqual(['refresh-old']);
  });

  it('has no token when the issuer gives none, and outlives a reload', async () => {
    const storage = memory();
    const refuse = async (): Promise<Tokens> => Promise.reject(new Error('invalid_grant'));
    const first = createSession({ storage, now: at(0), refresh: refuse });
    first.start(tokens('old', 100_000));
    const second = createSession({ storage, now: at(200_000), refresh: refuse });
    expect(second.tokens()?.accessToken).toBe('old');
    expect(await second.token()).toBeUndefined();
    second.end();
    expect(createSession({ storage, now: at(0), refresh: refuse }).tokens()).toBeUndefined();
  });
});
