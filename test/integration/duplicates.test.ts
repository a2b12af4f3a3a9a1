import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { createLinksReader } from '../../lib/register/links-reader.dynamo.ts';
import { readerOf } from '../support/office/observe.ts';
import { idOf, type Run, receive, send } from '../support/office/scenarios.ts';
import { DoorsOffice } from './doors-office.ts';
import { clerk, decide, factsFor, paper, watchDuplicates } from './duplicates-ground.ts';

let doors: DoorsOffice;
let seen: ReturnType<typeof watchDuplicates>;
beforeAll(async () => {
  doors = await DoorsOffice.open();
  seen = watchDuplicates(doors);
});
afterAll(() => doors.close());

/** A paper document stands in the book; the same one comes by the e-office. */
const bringCopy = async (more: Record<string, unknown> = {}): Promise<Run> => {
  const run = doors.run('dup');
  await paper(run, `${run.key}-first`);
  await run.office.settle();
  await receive(run, factsFor(run, more));
  await run.office.settle();
  return run;
};

describe('A document that stands in the book already', () => {
  it('gets no second number: the clerk and its sender are told which one it doubles', async () => {
    const run = await bringCopy();
    const first = await seen.stateOf(`${run.key}-first`);
    const number = first?.numbering.code;
    expect(await seen.stateOf(run.key)).toMatchObject({
      core: { duplicateOf: { documentId: first?.documentId, status: 'waiting', number } },
      screening: { status: 'ordinary' },
      numbering: { status: 'none' },
      review: { status: 'none' },
    });
    expect(await seen.clerkToDos(run)).toMatchObject([
      { kind: 'duplicate', note: expect.stringContaining(`đã có số đến ${number}`), atOnce: true },
    ]);
    expect(seen.answersFor(run)).toEqual([
      ['accepted', undefined, undefined],
      ['held', 'DUPLICATE', number],
    ]);
    expect(await seen.worksOf(run)).not.toContain('notify.arrival');
  });

  it('joined by the clerk it is a copy: no number, no notice, no review, linked to the first', async () => {
    const run = await bringCopy();
    await decide(run, 'join');
    const state = await seen.stateOf(run.key);
    expect(state).toMatchObject({
      core: { duplicateOf: { status: 'joined' } },
      numbering: { status: 'none' },
      review: { status: 'none' },
      notices: { status: 'none' },
    });
    expect(await seen.clerkToDos(run)).toEqual([]);
    expect(seen.answersFor(run).at(-1)).toEqual([
      'registered',
      'DUPLICATE',
      state?.core.duplicateOf?.number,
    ]);
    const links = createLinksReader(doors.test.ground.clients.dynamodb, doors.test.names.tables);
    expect(await links.links(idOf(run))).toMatchObject([{ kind: 'duplicate-of' }]);
    expect(await links.links(documentIdOf('e-office', `${run.key}-first`))).toMatchObject([
      { kind: 'duplicated-by', documentId: idOf(run) },
    ]);
  });

  it('kept by the clerk it goes on: number, notice, review and work as usual', async () => {
    const run = await bringCopy();
    await send(run, 'document.opened', { personId: 'leader' });
    expect((await seen.stateOf(run.key))?.core.parked).toBe(1);
    await decide(run, 'keep');
    const [state, first] = [await seen.stateOf(run.key), await seen.stateOf(`${run.key}-first`)];
    expect(state).toMatchObject({
      core: { duplicateOf: { status: 'kept' }, parked: 0 },
      screening: { status: 'ordinary' },
      numbering: { status: 'allocated', n: (first?.numbering.n ?? 0) + 1 },
      review: { status: 'waiting' },
      notices: { status: 'fanned_out' },
    });
    expect(await seen.clerkToDos(run)).toEqual([]);
    expect(seen.answersFor(run).at(-1)).toEqual(['registered', undefined, state?.numbering.code]);
    const work = await readerOf(doors.test).toDos('work', 100);
    expect(work.filter(({ documentId }) => documentId === idOf(run))).toMatchObject([
      { kind: 'hand-over', atOnce: true, urgency: 'khan' },
    ]);
  });

  it('is known by its file, when it comes without its number', async () => {
    const run = doors.run('file');
    await receive(run, factsFor(run));
    await run.office.settle();
    const files = (await seen.stateOf(run.key))?.core.files;
    await send(run, 'document.received', {
      documentId: `${run.key}-again`,
      secrecy: 'thuong',
      abstract: 'Không rõ số',
      issuer: 'UBND',
      files,
    });
    await run.office.settle();
    expect(await seen.stateOf(`${run.key}-again`)).toMatchObject({
      core: { duplicateOf: { documentId: idOf(run), match: 'file', status: 'waiting' } },
      numbering: { status: 'none' },
    });
  });

  it('keeps the number its own source gave it: the clerk is only told', async () => {
    const run = doors.run('given');
    await paper(run, `${run.key}-first`);
    await run.office.settle();
    await send(
      run,
      'document.received',
      {
        documentId: run.key,
        abstract: 'Có số riêng',
        issuer: 'Ủy ban nhân dân tỉnh',
        ...factsFor(run),
        arrivalNumber: '77',
        recipients: [],
      },
      { source: 'partner' },
    );
    await run.office.settle();
    const state = await seen.stateOf(run.key, 'partner');
    expect(state).toMatchObject({
      core: { duplicateOf: { status: 'noted' } },
      numbering: { status: 'given', code: '77' },
    });
    const told = (await readerOf(doors.test).toDos('clerk', 100)).filter(
      ({ documentId }) => documentId === state?.documentId,
    );
    expect(told).toMatchObject([
      { kind: 'duplicate', note: expect.stringContaining('có thể là bản trùng') },
    ]);
  });

  it('is no duplicate any more once the first one’s number is void', async () => {
    const run = doors.run('void');
    await paper(run, `${run.key}-first`);
    await run.office.settle();
    const first = await seen.stateOf(`${run.key}-first`);
    await send(
      run,
      'number.voided',
      { officeId: first?.documentId, actor: clerk, reason: 'Ghi nhầm' },
      { source: 'desk' },
    );
    await receive(run, factsFor(run));
    await run.office.settle();
    const second = await seen.stateOf(run.key);
    expect(second).toMatchObject({ numbering: { status: 'allocated' } });
    expect(second?.core.duplicateOf).toBeUndefined();
    await paper(run, `${run.key}-third`);
    await run.office.settle();
    expect((await seen.stateOf(`${run.key}-third`))?.core.duplicateOf?.documentId).toBe(idOf(run));
  });
});
