import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { linksOf, scanTable } from '../support/office/observe.ts';
import { ClerksOffice, clerk, idOf, SOURCE } from './clerks-office.ts';

let clerks: ClerksOffice;
beforeAll(async () => {
  clerks = await ClerksOffice.open();
});
afterAll(() => clerks.close());

const linksAt = async (key: string) =>
  (await linksOf(clerks.test).links(idOf(key))).map(({ kind, documentId }) => [kind, documentId]);

describe('A link between two documents (Art. 18.3, 18.4)', () => {
  it.each([
    ['before', true],
    ['after', false],
  ])('stands beside both when the other one comes %s the event', async (when, isFirst) => {
    const [old, other] = [`old-${when}`, `new-${when}`];
    await clerks.receive(old);
    if (isFirst) await clerks.receive(other);
    await clerks.office.settle();
    await clerks.tell('document.corrected', {
      documentId: old,
      correctedBy: other,
      reason: 'Sai ngày',
    });
    if (!isFirst) await clerks.receive(other);
    await clerks.office.settle();
    expect(await linksAt(old)).toEqual([['corrected-by', idOf(other)]]);
    expect(await linksAt(other)).toEqual([['corrects', idOf(old)]]);
    expect((await clerks.stateOf(old))?.core.status).toBe('active');
    expect((await clerks.stateOf(other))?.core.status).toBe('active');
  });

  it('is made once, although its event came before both documents and came twice', async () => {
    const data = { documentId: 'late', correctedBy: 'corrector', reason: 'Sai ngày' };
    const event = {
      source: SOURCE,
      id: 'twice',
      name: 'document.corrected',
      data,
      atSecond: 1,
    } as const;
    expect(await clerks.office.send(event)).toMatchObject({ body: { status: 'parked' } });
    expect(await clerks.office.send(event)).toMatchObject({ body: { status: 'parked' } });
    expect(await linksAt('late')).toEqual([]);
    await clerks.receive('late');
    await clerks.office.settle();
    expect(await linksAt('late')).toEqual([['corrected-by', idOf('corrector')]]);
    expect(await linksAt('corrector')).toEqual([['corrects', idOf('late')]]);
  });

  it('goes with the replacement that made it, when a later one names another document', async () => {
    await clerks.receive('thrice');
    await clerks.office.settle();
    const replace = (by: string) =>
      clerks.tell('document.replaced', {
        documentId: 'thrice',
        replacedBy: by,
        reason: 'Thay thế',
      });
    await replace('first-heir');
    await replace('second-heir');
    await clerks.tell('document.recalled', {
      documentId: 'thrice',
      recalledBy: 'notice',
      reason: 'Thu hồi',
    });
    expect(await linksAt('thrice')).toEqual([['recalled-by', idOf('notice')]]);
    expect(await linksAt('first-heir')).toEqual([]);
    expect(await linksAt('second-heir')).toEqual([]);
    expect(await linksAt('notice')).toEqual([['recalls', idOf('thrice')]]);
  });

  it('may be made at the desk between documents of different sources, by a clerk alone', async () => {
    await clerks.receive('theirs');
    await clerks.office.settle();
    const other = documentIdOf('partner', 'ours');
    const data = { officeId: idOf('theirs'), correctedBy: other, reason: 'Đính chính' };
    expect(await clerks.tell('document.corrected', data, 'desk')).toMatchObject({
      body: { status: 'returned', code: 'ROLE_NOT_ALLOWED' },
    });
    await clerks.tell('document.corrected', { ...data, actor: clerk }, 'desk');
    expect(await linksAt('theirs')).toEqual([['corrected-by', other]]);
    // A source's own ids stay its own, whatever they look like.
    await clerks.tell('document.corrected', {
      documentId: 'theirs',
      correctedBy: idOf('thrice'),
      reason: 'x',
    });
    expect(await linksOf(clerks.test).links(idOf('thrice'))).toHaveLength(1);
  });

  it('says nothing of a document that is held, and none is made by one (R1)', async () => {
    await clerks.receive('held', { secrecy: undefined, abstract: 'CANARYHELD' });
    await clerks.receive('free');
    await clerks.office.settle();
    await clerks.tell('document.corrected', {
      documentId: 'held',
      correctedBy: 'free',
      reason: 'CANARYHELD',
    });
    await clerks.tell('document.assigned', {
      documentId: 'held',
      leadId: 'head',
      assignedBy: 'leader',
      direction: 'CANARYHELD',
      leadUnit: 'CANARYHELD',
    });
    await clerks.tell(
      'document.copied',
      { officeId: idOf('held'), form: 'SY', count: 1, addressees: ['CANARYHELD'], actor: clerk },
      'desk',
    );
    await clerks.tell('document.corrected', {
      documentId: 'free',
      correctedBy: 'held',
      reason: 'Sai ngày',
    });
    await clerks.office.settle();
    expect(await linksAt('held')).toEqual([['corrects', idOf('free')]]);
    for (const table of Object.values(clerks.test.names.tables))
      expect(JSON.stringify(await scanTable(clerks.test, table))).not.toContain('CANARYHELD');
  });
});
