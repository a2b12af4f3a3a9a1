import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import type { Commit } from '../../../lib/register/commit.ts';
import { commitItems } from '../../../lib/register/commit-items.dynamo.ts';
import type { DocumentState } from '../../../lib/register/document-state.ts';
import { DOCUMENT, NOW, states, withBlocks } from './document-states.ts';

const itemsOf = (
  base: DocumentState | undefined,
  next: DocumentState,
  more: Partial<Commit> = {},
) =>
  commitItems(
    { register: 'register', history: 'history' },
    {
      documentId: DOCUMENT,
      base,
      next,
      works: [],
      now: NOW,
      history: { action: 'x', by: 'test', at: NOW.toISOString() },
      ...more,
    },
  );

describe('The items of a commit', () => {
  it('are conditioned on the blocks that differ, and on those it must rest on, and no others', () => {
    const next = withBlocks(states.ordinary, { review: { status: 'waiting' } });
    const [update] = itemsOf(states.ordinary, next, { guards: ['core'] });
    expect(update?.Update?.ConditionExpression).toBe(
      '#review.#rev = :reviewRev AND #core.#rev = :coreRev',
    );
  });

  it('leave the document alone when nothing of it changes', () => {
    const items = itemsOf(states.ordinary, states.ordinary);
    expect(items.map(({ Put }) => Put?.TableName)).toEqual(['history']);
  });

  it('count a block’s revisions by themselves', () => {
    const base = withBlocks(states.ordinary, { review: { rev: 4 } });
    const next = withBlocks(base, { review: { status: 'waiting' } });
    const values = unmarshall(itemsOf(base, next)[0]?.Update?.ExpressionAttributeValues ?? {});
    expect(values).toMatchObject({ ':review': { rev: 5 }, ':reviewRev': 4 });
  });

  it('put a document that has no date into the month in which it came, as Vietnam counts', () => {
    const late = '2026-11-30T17:00:00.000Z';
    const base = withBlocks(states.pending, { core: { createdAt: late } });
    const next = withBlocks(base, { numbering: { status: 'given' } });
    const values = unmarshall(itemsOf(base, next)[0]?.Update?.ExpressionAttributeValues ?? {});
    expect(values).toMatchObject({ ':month': 'incoming#2026-12' });
  });

  it('put a document under a given number into the month in which it came, not of its issue', () => {
    const facts = { ...states.pending.core.facts, issuedOn: '2025-12-28' };
    const core = { createdAt: '2026-01-05T02:00:00Z', facts } as object;
    const base = withBlocks(states.pending, { core });
    const next = withBlocks(base, { numbering: { status: 'given', code: '12' } });
    const values = unmarshall(itemsOf(base, next)[0]?.Update?.ExpressionAttributeValues ?? {});
    expect(values).toMatchObject({
      ':month': 'incoming#2026-01',
      ':position': expect.stringMatching(/^2026-01-05#000012#/),
    });
  });
});
