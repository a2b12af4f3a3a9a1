import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandContext } from '../../lib/cli/command.ts';
import { en as officeMessages } from '../../lib/cli/messages.en.ts';
import { type AddOptions, addSource } from '../../lib/cli/source/add.ts';
import { allowEvents } from '../../lib/cli/source/allow.ts';
import { en } from '../../lib/cli/source/messages.en.ts';
import { rotateSecret } from '../../lib/cli/source/rotate-secret.ts';
import { showSource } from '../../lib/cli/source/show.ts';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import { readSecret } from '../../lib/register/secret-text.ts';
import { DoorsOffice, receivedData } from './doors-office.ts';

/** The doors remember a registration for so long. */
const CACHE_MS = 61_000;
const refused = (code: string) => expect.objectContaining({ code });

describe('The registered senders, by command,', () => {
  let office: DoorsOffice;
  let context: CommandContext;
  let ids = 0;

  beforeAll(async () => {
    office = await DoorsOffice.open();
    const { ground, names, clock } = office.test;
    const { accessKeyId, secretAccessKey } = ground.principals.keyOf(ground.operator);
    const roles = createDeskRoles(ground.clients.dynamodb, names.tables.directory);
    await roles.save('head', ['operator']);
    await roles.save('leader', ['clerk']);
    context = {
      messages: officeMessages,
      now: () => new Date(clock.now()),
      newId: () => 'id',
      progress: () => undefined,
      address: {
        local: true,
        client: {
          endpoint: ground.endpoint,
          region: 'ap-southeast-1',
          credentials: { accessKeyId, secretAccessKey },
        },
        outputs: {
          RegisterTable: names.tables.register,
          HistoryTable: names.tables.history,
          DirectoryTable: names.tables.directory,
          NoticesTable: names.tables.notices,
          DataKeyArn: names.keys.data,
        },
      },
    };
  }, 60_000);
  afterAll(() => office.close());

  const add = async (change: Partial<AddOptions>) => {
    ids += 1;
    const id = `nguon-${ids}`;
    const { data, lines } = await addSource(context, en, id, {
      title: 'Hệ điều hành tác nghiệp',
      allow: 'document.received',
      defaultGrade: 'unknown',
      ownNumbers: true,
      actsForOffice: false,
      inbox: false,
      allowPrivate: false,
      as: 'head',
      ...change,
    });
    return { id, lines, ...(data as { secret?: string }) };
  };
  const post = (id: string, secret: string) => {
    ids += 1;
    const data = receivedData({ documentId: `${id}-${ids}` });
    return office.postEvent(office.eventText('document.received', data, { source: id }), {
      source: id,
      secret: readSecret(secret) as Uint8Array,
    });
  };

  it('never show the secret of a desk, which the office opens itself', async () => {
    const added = await add({ actsForOffice: true });
    const how = { as: 'head', webhook: false, atOnce: true };
    const rotated = await rotateSecret(context, en, added.id, how);
    for (const result of [added, rotated]) {
      expect(JSON.stringify(result)).not.toContain('whsec_');
      expect(result.lines).toContain(en.sealed);
    }
  });

  it('may send other events when an operator says so, and the history knows both lists', async () => {
    const { id, secret = '' } = await add({ allow: 'document.recalled' });
    expect(await post(id, secret)).toMatchObject({ body: { code: 'SOURCE_NOT_ALLOWED' } });
    const allow = 'document.received,document.recalled';
    await expect(allowEvents(context, en, id, { as: 'leader', allow })).rejects.toEqual(
      refused('ROLE_NOT_ALLOWED'),
    );
    expect(() => allowEvents(context, en, id, { as: 'head', allow: 'x.y' })).toThrow(
      refused('EVENT_UNKNOWN'),
    );
    await allowEvents(context, en, id, { as: 'head', allow });
    office.test.clock.advance(CACHE_MS);
    expect(await post(id, secret)).toMatchObject({ status: 202 });
    const { acts } = (await showSource(context, en, id)).data as { acts: object[] };
    expect(acts.at(-1)).toMatchObject({
      action: 'source.allowed',
      by: 'head',
      reason: `document.recalled → ${allow}`,
    });
  });
});
