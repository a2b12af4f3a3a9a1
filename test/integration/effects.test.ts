import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Act, runEffect } from '../../lib/register/effect-runner.ts';
import { LEASE_MS, newWork } from '../../lib/register/work.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import { counting, EffectsGround } from './effects-ground.ts';

let effects: EffectsGround;

beforeAll(async () => {
  effects = await EffectsGround.open();
});
afterAll(() => effects.close());
beforeEach(() => effects.prepare());

describe('One piece of work', () => {
  it('is done once, however many messages there are of it', async () => {
    const { acts, act } = counting();
    await runEffect(effects.deps, act, effects.message());
    await runEffect(effects.deps, act, effects.message());
    effects.test.clock.advance(LEASE_MS * 3);
    await runEffect(effects.deps, act, effects.message());
    expect(acts.count).toBe(1);
    expect(await effects.workNow()).toMatchObject({ status: 'done', attempts: 1 });
    expect(await effects.actions()).toEqual(['prepared', 'answer.accepted answered']);
  });

  it('is acted on by one of two workers who get it at once', async () => {
    const { acts, act } = counting();
    await Promise.all(
      Array.from({ length: 8 }, () => runEffect(effects.deps, act, effects.message())),
    );
    expect(acts.count).toBe(1);
    expect(await effects.workNow()).toMatchObject({ status: 'done', attempts: 1 });
  });

  it('is not taken from a worker before its lease has run out', async () => {
    const claimed = await effects.deps.works.claim(effects.message(), effects.now());
    effects.test.clock.advance(LEASE_MS - 1);
    expect(await effects.deps.works.claim(effects.message(), effects.now())).toBeUndefined();
    effects.test.clock.advance(1);
    expect(await effects.deps.works.claim(effects.message(), effects.now())).toMatchObject({
      attempts: 2,
    });
    expect(claimed).toMatchObject({ attempts: 1 });
  });

  it('whose lease was lost ends quietly: what the other run did stands, and is done once', async () => {
    const other = counting();
    const slow = counting(async () => {
      effects.test.clock.advance(LEASE_MS);
      await runEffect(effects.deps, other.act, effects.message());
    });
    await expect(runEffect(effects.deps, slow.act, effects.message())).resolves.toBeUndefined();
    expect([slow.acts.count, other.acts.count]).toEqual([1, 1]);
    expect(await effects.workNow()).toMatchObject({ status: 'done', attempts: 2 });
    expect(await effects.actions()).toEqual(['prepared', 'answer.accepted answered']);
    expect(effects.sent).toEqual([]);
  });

  it('whose lease was lost to one who waits does not put it off again', async () => {
    const later: Act = async () => ({
      kind: 'later',
      at: new Date(effects.test.clock.now() + 7_000),
    });
    const slow: Act = async (...input) => {
      effects.test.clock.advance(LEASE_MS);
      await effects.deps.works.claim(effects.message(), effects.now());
      return later(...input);
    };
    await runEffect(effects.deps, slow, effects.message());
    expect(await effects.workNow()).toMatchObject({ status: 'claimed', attempts: 2 });
  });

  it('decides again when another writer has changed what it rests on', async () => {
    const seen: (string | undefined)[] = [];
    const act: Act = async (_, state) => {
      seen.push(state.core.sourceDocumentId);
      if (seen.length === 1) {
        const next = { ...state, core: { ...state.core, sourceDocumentId: 'changed' } };
        const history = { action: 'changed', by: 'test', at: effects.now().toISOString() };
        await storeOf(effects.test).commit({
          documentId: effects.documentId,
          base: state,
          next,
          works: [],
          now: effects.now(),
          history,
        });
      }
      const next = { ...state, review: { ...state.review } };
      return { kind: 'done', next, guards: ['core'], to: 'answered' };
    };
    await runEffect(effects.deps, act, effects.message());
    expect(seen).toEqual([undefined, 'changed']);
    expect(await effects.workNow()).toMatchObject({ status: 'done', attempts: 1 });
    expect((await storeOf(effects.test).load(effects.documentId))?.core.sourceDocumentId).toBe(
      'changed',
    );
  });

  it('hands on its follow-on work once it is lasting, and only that whose time has come', async () => {
    const act: Act = async (_, state) => ({
      kind: 'done',
      next: state,
      works: [
        newWork('publish', 'now'),
        { ...newWork('publish', 'later'), notBefore: new Date(effects.test.clock.now() + 60_000) },
      ],
      to: 'answered',
    });
    await runEffect(effects.deps, act, effects.message());
    expect(effects.sent).toEqual([
      { documentId: effects.documentId, effect: 'publish', step: 'now' },
    ]);
    expect(await readerOf(effects.test).works(effects.documentId)).toHaveLength(3);
  });
});
