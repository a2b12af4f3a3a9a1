import { describe, expect, it } from '@jest/globals';
import type { DeskDocument, ToDoRow } from '../../../lib/desk/contract.ts';
import { actPlans } from '../../../lib/desk/page/act-plans.vi.ts';
import {
  changeText,
  factsOf,
  limitText,
  matchesFilter,
  momentText,
  shortMoment,
  sizeText,
  stateText,
} from '../../../lib/desk/page/format.vi.ts';
import { inOrder, nextIndex, withPage } from '../../../lib/desk/page/list-pages.ts';
import { actOf, hasSheet, offeredActs } from '../../../lib/desk/page/offered-acts.ts';
import { readRoute, roomBehind, rooms, roomsOf } from '../../../lib/desk/page/route.ts';
import { documentState } from '../../../lib/register/document-state.ts';

const NOON = new Date('2026-11-23T05:00:00.000Z');

describe('words for people', () => {
  it('tell the time of Vietnam, as short as it stays clear', () => {
    expect(momentText('2026-11-22T18:30:00.000Z')).toBe('01:30, 23/11/2026');
    expect(shortMoment('2026-11-22T18:30:00.000Z', NOON)).toBe('01:30');
    expect(shortMoment('2026-11-20T02:15:00.000Z', NOON)).toBe('09:15, 20/11');
    expect(shortMoment('2025-11-20T02:15:00.000Z', NOON)).toBe('09:15, 20/11/2025');
  });

  it.each([
    ['2026-11-20T10:00:00.000Z', true, 'quá hạn 3 ngày'],
    ['2026-11-23T01:00:00.000Z', true, 'quá hạn hôm nay'],
    ['2026-11-23T04:45:00.000Z', false, 'cần làm ngay'],
    ['2026-11-23T10:00:00.000Z', false, 'hết hạn hôm nay'],
    ['2026-11-23T17:30:00.000Z', false, 'còn 1 ngày'],
    ['2026-12-05T10:00:00.000Z', false, 'còn 12 ngày'],
  ])('count days in Vietnam: %s, overdue %s, is %s', (due, isOverdue, text) => {
    expect(limitText(due, isOverdue, NOON)).toBe(text);
  });

  it('have a word for every state and show unknown ones as they are', () => {
    const { screening, numbering, signing, review, publication, notices } = documentState.shape;
    const all = { screening, numbering, signing, review, publication, notices };
    const without = Object.entries(all).flatMap(([concern, block]) => {
      const { status } = block.shape;
      return status.options
        .filter((state: string) => stateText(concern, state) === state)
        .map((state: string) => `${concern}:${state}`);
    });
    expect(without).toEqual([]);
    expect(stateText('signing', 'mới lạ')).toBe('mới lạ');
    expect(changeText('leader_signed', 'seal_waiting')).toBe('lãnh đạo đã ký → chờ đóng dấu');
  });

  it('show facts in the order of the books and leave out what is empty', () => {
    const facts = factsOf({
      abstract: 'V/v họp',
      issuedOn: '2026-11-05',
      documentCode: '1/A',
      addressees: [],
      urgency: 'hoa_toc',
      unknown: 'x',
    });
    expect(facts.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Số, ký hiệu: 1/A',
      'Trích yếu: V/v họp',
      'Ngày văn bản: 05/11/2026',
      'Độ khẩn: Hỏa tốc',
    ]);
  });

  it('are found with and without accents, and sizes are read at a glance', () => {
    expect(matchesFilter('Ủy ban Dân tộc 12/QĐ', 'uy ban qd')).toBe(true);
    expect(matchesFilter('Ủy ban Dân tộc', 'tinh')).toBe(false);
    expect([sizeText(1), sizeText(182_344), sizeText(1_200_000)]).toEqual([
      '1 KB',
      '182 KB',
      '1,2 MB',
    ]);
  });
});

describe('lists', () => {
  const row = (documentId: string, more: Partial<ToDoRow> = {}): ToDoRow => ({
    documentId,
    kind: 'work',
    since: '2026-11-20T00:00:00.000Z',
    overdue: false,
    ...more,
  });

  it('put what is overdue first, then hoả tốc, then what is due soonest', () => {
    const rows = inOrder([
      row('later', { dueBy: '2026-12-05T00:00:00.000Z' }),
      row('none'),
      row('urgent', { urgency: 'hoa_toc' }),
      row('sooner', { dueBy: '2026-11-25T00:00:00.000Z' }),
      row('overdue', { overdue: true, dueBy: '2026-11-01T00:00:00.000Z' }),
    ]);
    expect(rows.map(({ documentId }) => documentId)).toEqual([
      'overdue',
      'urgent',
      'sooner',
      'later',
      'none',
    ]);
  });

  it('hold a row once when it has moved between two pages', () => {
    const both = withPage(
      { rows: [row('a'), row('b')], cursor: '1' },
      { rows: [row('b'), row('c')] },
    );
    expect(both.rows.map(({ documentId }) => documentId)).toEqual(['a', 'b', 'c']);
    expect(both.cursor).toBeUndefined();
  });

  it('are walked by four keys and stop at their ends', () => {
    expect(nextIndex('ArrowDown', 0, 3)).toBe(1);
    expect(nextIndex('ArrowDown', 2, 3)).toBe(2);
    expect(nextIndex('ArrowUp', 0, 3)).toBe(0);
    expect(nextIndex('End', 0, 3)).toBe(2);
    expect(nextIndex('Home', 2, 3)).toBe(0);
    expect(nextIndex('a', 0, 3)).toBeUndefined();
    expect(nextIndex('ArrowDown', 0, 0)).toBeUndefined();
  });
});

describe('acts', () => {
  const document: DeskDocument = {
    documentId: 'd',
    states: { core: 'active', signing: 'seal_waiting', review: 'none' },
    direction: 'outgoing',
    facts: {},
    files: [],
    currentSha256: 'ab'.repeat(32),
    links: [],
    history: [],
    openToDos: ['seal'],
  };

  it('are offered by role and by what waits', () => {
    expect(offeredActs(document, ['clerk'])).toEqual(['seal', 'void']);
    expect(offeredActs(document, ['officer', 'operator'])).toEqual([]);
    const waiting = { ...document, openToDos: ['review'], states: { review: 'waiting' } };
    expect(offeredActs(waiting, ['officer'])).toEqual(['publish', 'keep-back']);
    expect(offeredActs({ ...document, openToDos: [] }, ['clerk'])).toEqual([]);
    expect(offeredActs({ ...waiting, currentSha256: undefined }, ['officer'])).toEqual([]);
  });

  it('offer neither sheet nor return of a document that went back for its file', () => {
    const incoming = {
      ...document,
      direction: 'incoming',
      states: { core: 'active', screening: 'ordinary', numbering: 'allocated' },
      openToDos: [],
    };
    expect(hasSheet(incoming)).toBe(true);
    expect(offeredActs(incoming, ['clerk'])).toEqual(['return']);
    const broken = {
      ...incoming,
      states: { core: 'active', screening: 'refused', numbering: 'none' },
      refusal: 'PDF_BROKEN',
    };
    expect(hasSheet(broken)).toBe(false);
    expect(offeredActs(broken, ['clerk'])).toEqual([]);
  });

  it('are bound to the file and to the review that were on the screen', () => {
    const decision = { actId: 'act-0001', documentId: 'd', reason: 'vì', sha256: 'ab'.repeat(32) };
    expect(actOf({ ...decision, kind: 'seal' })).not.toHaveProperty('reason');
    expect(actOf({ ...decision, kind: 'publish', reviewSeen: 'waiting' })).toMatchObject({
      sha256: decision.sha256,
      reviewSeen: 'waiting',
    });
    expect(actOf({ ...decision, kind: 'void' })).not.toHaveProperty('sha256');
  });

  it('say what will happen, and no two of one document share a key', () => {
    for (const plan of Object.values(actPlans)) expect(plan({}).happens.length).toBeGreaterThan(0);
    const together = [
      ['release', 'refuse'],
      ['seal', 'void', 'return', 'publish', 'keep-back'],
      ['publish', 'keep-back', 'keep-duplicate', 'join-duplicate', 'return'],
    ] as const;
    for (const kinds of together) {
      const keys = kinds.map((kind) => actPlans[kind]({}).key);
      expect(new Set(keys).size).toBe(kinds.length);
      expect(keys.filter((key) => ['l', 'r', 'b'].includes(key))).toEqual([]);
    }
  });
});

describe('addresses', () => {
  const id = 'a'.repeat(26);
  it('lead to rooms, to documents, or nowhere', () => {
    expect(readRoute('/desk')).toEqual({ page: 'home' });
    expect(readRoute('/desk/so-den')).toMatchObject({ page: 'room', room: { name: 'incoming' } });
    expect(readRoute(`/desk/tam-giu/${id}`)).toEqual({ page: 'held', id });
    expect(readRoute(`/desk/van-ban/${id}`)).toEqual({ page: 'document', id });
    for (const path of ['/desk/van-ban/../x', `/desk/so-den/${id}`, '/desk/x', '/other'])
      expect(readRoute(path)).toEqual({ page: 'unknown' });
  });

  it('lead back from a document to the room where it waits, else to its book', () => {
    const from = (...openToDos: string[]) => roomBehind(openToDos, 'incoming', rooms)?.name;
    expect([from('hand-over'), from('solve'), from('void'), from('review'), from()]).toEqual([
      'work',
      'work',
      'seal',
      'review',
      'incoming',
    ]);
  });

  it('are shown by role', () => {
    const of = (...roles: ('clerk' | 'officer' | 'operator')[]) =>
      roomsOf({ personId: 'p', name: 'P', roles }).map(({ name }) => name);
    expect(of('officer')).toEqual(['review', 'incoming', 'outgoing', 'copies', 'progress']);
    expect(of('operator')).toEqual(['incidents', 'status']);
    expect(of()).toEqual([]);
    expect(of('clerk', 'officer', 'operator')).toEqual(rooms.map(({ name }) => name));
  });
});
