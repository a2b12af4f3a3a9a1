import { describe, expect, it } from '@jest/globals';
import type { DeskAct } from '../../../lib/desk/contract.ts';
import { DeskError } from '../../../lib/desk/page/api-client.ts';
import { blobToShow, isShownInPage } from '../../../lib/desk/page/file-shown.ts';
import {
  createDrafts,
  createUnsureActs,
  forgetAll,
  type Storage,
} from '../../../lib/desk/page/kept-text.ts';
import { mayBeKept } from '../../../lib/desk/page/register-form.ts';
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
    const acts = createUnsureActs(storage, 'vt1');
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
      seen.push(createUnsureActs(storage, 'vt1').all().length);
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
    const [acts, drafts] = [createUnsureActs(storage, 'vt1'), createDrafts(storage, 'vt1')];
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
    createUnsureActs(storage, 'vt1').keep(unsure('act-0001'));
    forgetAll(storage);
    expect(createUnsureActs(storage, 'vt1').all()).toEqual([]);
    storage.setItem('desk:acts', '{');
    expect(createUnsureActs(storage, 'vt1').all()).toEqual([]);
  });
});

describe('what a person has left in a tab', () => {
  it('is neither seen nor sent by another who signs in there, and is there when they come back', () => {
    const storage = memory();
    createUnsureActs(storage, 'vt1').keep(unsure('act-0001'));
    const other = createUnsureActs(storage, 'vt2');
    expect([other.all(), other.ofOthers()]).toEqual([[], 1]);
    other.keep(unsure('act-0002'));
    other.forget('act-0001');
    const back = createUnsureActs(storage, 'vt1');
    expect(back.all()).toEqual([unsure('act-0001')]);
    expect(back.ofOthers()).toBe(1);
  });

  it('and had typed only is dropped when another signs in', () => {
    const storage = memory();
    createDrafts(storage, 'vt1').keep('register', { abstract: 'Về việc mẫu' });
    expect(createDrafts(storage, 'vt2').of('register')).toEqual({});
    expect(storage.getItem('desk:drafts')).toBeNull();
    expect(createDrafts(storage, 'vt1').of('register')).toEqual({});
  });

  it('without a name beside it is nobody’s', () => {
    const storage = memory();
    storage.setItem('desk:acts', JSON.stringify([unsure('act-0001'), null]));
    storage.setItem('desk:drafts', JSON.stringify({ register: { abstract: 'Cũ' } }));
    expect(createUnsureActs(storage, 'vt1').all()).toEqual([]);
    expect(createDrafts(storage, 'vt1').of('register')).toEqual({});
  });
});

describe('the form of a paper document', () => {
  it.each([
    ['thuong', true],
    ['', false],
    ['mat', false],
  ])('of the grade "%s" may be kept in the tab: %s', (secrecy, kept) => {
    expect(mayBeKept({ secrecy, abstract: 'Trích yếu' })).toBe(kept);
  });
});

describe('a file', () => {
  it.each([
    ['application/pdf', 'application/pdf', true],
    ['text/html', 'application/octet-stream', false],
    ['image/svg+xml', 'application/octet-stream', false],
  ])('of type %s becomes %s for the browser', (mediaType, type, isShown) => {
    expect(blobToShow(mediaType, new Blob(['x'], { type: 'text/html' })).type).toBe(type);
    expect(isShownInPage(mediaType)).toBe(isShown);
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
