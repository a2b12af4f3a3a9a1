import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConcurrencyError } from '../../lib/kernel/errors.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { queueNotice } from '../../lib/notices/outbox.ts';
import { workKey } from '../../lib/register/item-keys.dynamo.ts';
import { createWorkStore } from '../../lib/register/work-store.dynamo.ts';
import { ARRIVAL } from '../unit/notices/sample-documents.ts';
import { startNoticesOffice } from './notices-endpoints.ts';

const documentId = documentIdOf('e-office', 'vb-1');
let office: Awaited<ReturnType<typeof startNoticesOffice>>;

beforeAll(async () => {
  office = await startNoticesOffice();
});
afterAll(() => office.close());
beforeEach(() => office.dynamo.faults.clear());

const makeNotice = async (personId: string) => {
  const planned = { documentId, personId, occasion: 'arrival', urgency: 'khan' } as const;
  const row = queueNotice({ ...planned, template: 'arrival' }, ARRIVAL);
  await office.outbox.createPage([row]);
  return row;
};

/** A single write that meets a transaction is refused at once, unlike a second single write. */
describe('a claim that meets a transaction', () => {
  it('on a notice is made again until the transaction is over', async () => {
    const { noticeId } = await makeNotice('an');
    office.dynamo.faults.injectConflict({ table: 'notices', times: 3 });
    expect((await office.outbox.claim(noticeId, 'c', ARRIVAL)).kind).toBe('claimed');
  });

  it('does not cost the outcome of a notice either', async () => {
    const { noticeId } = await makeNotice('binh');
    const claim = await office.outbox.claim(noticeId, 'c', ARRIVAL);
    if (claim.kind !== 'claimed') throw new Error('not claimed');
    office.dynamo.faults.injectConflict({ table: 'notices', times: 3 });
    await office.outbox.save(claim.row, {
      ...claim.row,
      rev: claim.row.rev + 1,
      status: 'accepted',
    });
    expect((await office.outbox.load([noticeId])).get(noticeId)?.status).toBe('accepted');
  });

  it('on a work item tells its caller to ask again, and is granted then', async () => {
    const message = { documentId, effect: 'screen', step: 'check' } as const;
    const work = { ...message, status: 'pending', attempts: 0, dueAt: ARRIVAL.toISOString() };
    await office.client.send(
      new PutItemCommand({
        TableName: 'register',
        Item: marshall({ ...workKey(message), ...work }),
      }),
    );
    const works = createWorkStore(office.client, 'register');
    office.dynamo.faults.injectConflict({ table: 'register', times: 1 });
    await expect(works.claim(message, ARRIVAL)).rejects.toBeInstanceOf(ConcurrencyError);
    expect(await works.claim(message, ARRIVAL)).toMatchObject({ status: 'claimed', attempts: 1 });
  });
});
