import { describe, expect, it } from '@jest/globals';
import { Gate } from '../../../lib/cli/ingest/gate.ts';
import { nothingDone } from '../../../lib/cli/ingest/ingest.ts';
import { type RowSender, sendRow } from '../../../lib/cli/ingest/send-row.ts';
import type { DoorReply, EventDoor } from '../../../lib/cli/office/event-door.ts';
import type { MappedRow } from '../../../lib/intake/map-row.ts';

interface SentEvent {
  readonly id: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const row: Extract<MappedRow, { kind: 'document' }> = {
  kind: 'document',
  row: 1,
  documentId: 'd',
  name: 'document.received',
  data: { documentId: 'd', abstract: 'Trích yếu', issuer: 'Sở A' },
  files: { attachments: [] },
  filled: [],
  cut: [],
};
const known: DoorReply = { httpStatus: 409, code: 'ALREADY_KNOWN', documentId: 'office-d' };
const held: DoorReply = { httpStatus: 202, status: 'held', documentId: 'office-d' };

/** An office that answers events as told; what the desk sends is kept. */
const officeWith = (answer: (event: SentEvent) => DoorReply, isDesk: boolean) => {
  const released: unknown[] = [];
  const doorOf = (sendEvent: (event: SentEvent) => DoorReply): EventDoor => ({
    sendEvent: async (event) => sendEvent(event),
    requestUpload: async () => ({ httpStatus: 500 }),
  });
  const sender: RowSender = {
    settings: {
      source: isDesk ? 'desk' : 'e-office',
      secret: Buffer.from('secret'),
      declaration: { personId: 'van-thu', reason: 'QĐ 12' },
      declaresInEvent: isDesk,
      live: false,
    },
    gate: new Gate({ now: () => new Date(0), pause: async () => undefined, random: () => 0 }),
    door: doorOf(answer),
    desk: doorOf(({ data }) => {
      released.push(data);
      return { httpStatus: 202, status: 'accepted' };
    }),
    journal: nothingDone,
    columns: {},
    dryRun: false,
    now: () => new Date(0),
  };
  return { sender, released };
};

describe('A declaration for many (R1)', () => {
  it.each([
    ['of the desk', true],
    ['of another source', false],
  ])('%s lets nothing go that came by another event', async (_, isDesk) => {
    const { sender, released } = officeWith(() => known, isDesk);
    expect(await sendRow(sender, row)).toMatchObject({ status: 'known' });
    expect(released).toEqual([]);
  });

  it('lets go what an earlier run without it left held, when that was this very row', async () => {
    const { sender, released } = officeWith(
      ({ data }) => (data !== undefined && 'gradeDeclaration' in data ? known : held),
      true,
    );
    expect(await sendRow(sender, row)).toMatchObject({ status: 'released' });
    expect(released).toMatchObject([{ officeId: 'office-d', decision: 'release' }]);
  });

  it('lets go what the office holds of this very event', async () => {
    const { sender, released } = officeWith(() => held, false);
    expect(await sendRow(sender, row)).toMatchObject({ status: 'released' });
    expect(released).toHaveLength(1);
  });

  it('lets nothing go whose own text has a word of secrecy', async () => {
    const { sender, released } = officeWith(() => held, false);
    const marked = { ...row, data: { ...row.data, abstract: 'Kèm tài liệu mật' } };
    expect(await sendRow(sender, marked)).toMatchObject({ status: 'held' });
    expect(released).toEqual([]);
  });
});
