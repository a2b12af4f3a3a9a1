import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandContext } from '../../lib/cli/command.ts';
import { en as officeMessages } from '../../lib/cli/messages.en.ts';
import { type AddPersonOptions, addPerson } from '../../lib/cli/person/add.ts';
import { listPeople } from '../../lib/cli/person/list.ts';
import { en } from '../../lib/cli/person/messages.en.ts';
import { setRoles } from '../../lib/cli/person/roles.ts';
import { createDynamoPeople } from '../../lib/notices/people.dynamo.ts';
import { createKmsPhoneVault } from '../../lib/notices/phone-vault.kms.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { scanTable } from '../support/office/observe.ts';

const PHONE = '0912 345 678';
const options: AddPersonOptions = {
  name: 'Nguyễn Thị Mẫu',
  position: 'Văn thư',
  unit: 'Văn phòng',
  sms: true,
  guest: true,
  as: 'van-hanh',
};
const refused = (code: string) => expect.objectContaining({ code });

describe('The people of the directory, by command', () => {
  let test: TestGround;
  let context: CommandContext;

  beforeAll(async () => {
    test = await openTestGround();
    const { ground, names, clock } = test;
    const { accessKeyId, secretAccessKey } = ground.principals.keyOf(ground.operator);
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
          PhoneKeyArn: names.keys.phoneHmac,
        },
      },
    };
  });
  afterAll(() => test.close());

  const add = (id: string, change: Partial<AddPersonOptions> = {}, phone?: string) =>
    addPerson(
      context,
      en,
      id,
      { ...options, ...change },
      phone === undefined ? undefined : async () => phone,
    );
  const list = async () =>
    (await listPeople(context, en)).data as { people: { personId: string; roles: string[] }[] };

  it('begin with an operator, who enters themselves and nobody else before that', async () => {
    await expect(add('van-thu')).rejects.toEqual(refused('PERSON_UNKNOWN'));
    await expect(add('van-hanh', { desk: 'clerk' })).rejects.toEqual(refused('PERSON_UNKNOWN'));
    await add('van-hanh', { desk: 'operator' });
    // From then on only that operator enters others.
    await expect(add('ke-la', { desk: 'operator', as: 'ke-la' })).rejects.toEqual(
      refused('PERSON_UNKNOWN'),
    );
    await add('van-thu', { desk: 'clerk,officer' });
    await expect(add('ban', { as: 'van-thu' })).rejects.toEqual(refused('ROLE_NOT_ALLOWED'));
    expect((await list()).people.map(({ personId, roles }) => [personId, roles])).toEqual([
      ['van-hanh', ['operator']],
      ['van-thu', ['clerk', 'officer']],
    ]);
  });

  it('have their number encrypted, and shown nowhere', async () => {
    await add('vu-truong', {}, PHONE);
    const { ground, names } = test;
    const people = createDynamoPeople({
      dynamo: ground.clients.dynamodb,
      retry: { pause: async () => undefined, random: () => 0 },
      tableName: names.tables.directory,
    });
    const { phone } = (await people.person('vu-truong')) ?? {};
    const vault = createKmsPhoneVault({
      kms: ground.clients.kms,
      encryptionKeyId: names.keys.data,
      hmacKeyId: names.keys.phoneHmac,
    });
    expect(phone && (await vault.open('vu-truong', phone.ciphertext))).toBe('+84912345678');
    const everything = JSON.stringify([
      await listPeople(context, en),
      ...(await Promise.all(Object.values(names.tables).map((table) => scanTable(test, table)))),
    ]);
    expect(everything).not.toMatch(/912345678|912 345 678/);
    expect((await list()).people.at(-1)).toMatchObject({ hasPhone: true });
  });

  it('are not entered with a number that cannot be, nor twice, nor in a role there is not', async () => {
    const wrong = add('so-sai', {}, '024 3733 0001');
    await expect(wrong).rejects.toEqual(refused('PHONE_LANDLINE'));
    await expect(wrong).rejects.not.toThrow(/3733/);
    await expect(add('van-thu')).rejects.toEqual(refused('PERSON_EXISTS'));
    const { people } = await list();
    expect(people.map(({ personId }) => personId)).not.toContain('so-sai');
    await expect((async () => add('moi', { desk: 'boss' }))()).rejects.toEqual(
      refused('DESK_ROLE_UNKNOWN'),
    );
    for (const id of ['Có Dấu', '|moi', 'a#b', 'a b', 'x'])
      await expect((async () => add(id))()).rejects.toEqual(refused('PERSON_ID_BAD'));
  });

  it('have the id that tokens of their sign-in carry', async () => {
    const ids = ['auth0|5F7c8Ec7', 'AbC_d-1', 'lan@ubdt.gov.vn'];
    for (const id of ids) await add(id);
    expect((await list()).people.map(({ personId }) => personId)).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it('are given other roles by an operator, which is recorded; one operator always remains', async () => {
    const change = { as: 'van-hanh', reason: 'Phân công lại' };
    await setRoles(context, en, 'van-thu', { ...change, desk: 'officer' });
    expect((await list()).people.find(({ personId }) => personId === 'van-thu')?.roles).toEqual([
      'officer',
    ]);
    const history = await scanTable(test, test.names.tables.history);
    expect(history).toContainEqual(
      expect.objectContaining({
        pk: 'PERSON#van-thu',
        action: 'person.roles',
        by: 'van-hanh',
        from: 'clerk, officer',
        to: 'officer',
        reason: 'Phân công lại',
      }),
    );
    await expect(setRoles(context, en, 'van-hanh', { ...change, desk: '' })).rejects.toEqual(
      refused('LAST_OPERATOR'),
    );
    await expect(
      setRoles(context, en, 'van-thu', { ...change, as: 'van-thu', desk: 'operator' }),
    ).rejects.toEqual(refused('ROLE_NOT_ALLOWED'));
  });
});
