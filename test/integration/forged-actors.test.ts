import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDoor } from '../../lib/cli/office/event-door.ts';
import { replayEvent } from '../../lib/cli/recovery/replay.ts';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import { readerOf, storeOf } from '../support/office/observe.ts';
import { factsOf, idOf, type Run, receive, send } from '../support/office/scenarios.ts';
import { DoorsOffice } from './doors-office.ts';

let doors: DoorsOffice;
beforeAll(async () => {
  doors = await DoorsOffice.open();
}, 60_000);
afterAll(() => doors.close());

const DESK = { source: 'desk' };
const rolesIn = ({ test }: DoorsOffice) =>
  createDeskRoles(test.ground.clients.dynamodb, test.names.tables.directory);

/** A document that waits for its grade. */
const hold = async (): Promise<Run> => {
  const run = doors.run('f');
  await send(run, 'document.received', { ...factsOf(run), secrecy: undefined });
  return run;
};
const release = (run: Run, actor: object) =>
  doors.eventText(
    'secrecy.decided',
    { officeId: idOf(run), decision: 'release', actor, reason: 'Văn bản thường' },
    DESK,
  );
const statusOf = async (run: Run) => (await storeOf(doors.test).load(idOf(run)))?.core.status;

const REFUSED = { status: 403, body: { code: 'ROLE_NOT_ALLOWED' } };

describe('Who holds the desk’s secret', () => {
  it.each([
    ['an unknown person', { personId: 'khong-co', role: 'clerk' }],
    ['a person without a role', { personId: 'leader', role: 'clerk' }],
    ['an officer as a clerk', { personId: 'officer', role: 'clerk' }],
  ])('does not decide in the name of %s', async (_, actor) => {
    const run = await hold();
    expect(await doors.postEvent(release(run, actor), DESK)).toMatchObject(REFUSED);
    expect(await statusOf(run)).toBe('held');
    const lines = await readerOf(doors.test).history(idOf(run));
    expect(lines.map(({ by }) => by)).not.toContain(actor.personId);
  });

  it('publishes nothing in the name of a clerk who calls herself an officer', async () => {
    const run = doors.run('f');
    const sha256 = await receive(run);
    await doors.office.settle();
    const actor = { personId: 'clerk', role: 'officer' };
    const data = { officeId: idOf(run), sha256, decision: 'approve', actor, reason: 'x' };
    expect(
      await doors.postEvent(doors.eventText('review.decided', data, DESK), DESK),
    ).toMatchObject(REFUSED);
    expect((await storeOf(doors.test).load(idOf(run)))?.review.status).not.toBe('approved');
  });

  it.each([
    ['registers paper', { direction: 'incoming', actor: { personId: 'head', role: 'clerk' } }],
    ['declares a grade', { gradeDeclaration: { personId: 'head', reason: 'QĐ 12' } }],
  ])('%s in nobody’s name but a clerk’s', async (_, claim) => {
    const data = {
      documentId: 'no-clerk',
      abstract: 'Về việc tặng sách',
      issuer: 'Nhà xuất bản Ví Dụ',
      ...claim,
    };
    const name = 'actor' in claim ? 'document.registered' : 'document.received';
    expect(await doors.postEvent(doors.eventText(name, data, DESK), DESK)).toMatchObject(REFUSED);
  });

  it('decides in the name of a clerk, until the role is withdrawn: a replay is then refused', async () => {
    const run = await hold();
    const roles = rolesIn(doors);
    await roles.save('clerk-for-a-day', ['clerk']);
    const text = release(run, { personId: 'clerk-for-a-day', role: 'clerk' });
    const door: EventDoor = {
      requestUpload: () => Promise.reject(new Error('no file is sent')),
      sendEvent: async () => {
        const { status, body } = await doors.postEvent(text, DESK);
        return { httpStatus: status, ...body };
      },
    };
    const replay = () =>
      replayEvent(async () => door, { where: 'kept.jsonl:1', event: JSON.parse(text) });
    expect(await replay()).toMatchObject({ taken: true });
    expect(await replay()).toMatchObject({ taken: true });
    await roles.save('clerk-for-a-day', []);
    expect(await replay()).toMatchObject({ taken: false, outcome: 'ROLE_NOT_ALLOWED' });
  });
});
