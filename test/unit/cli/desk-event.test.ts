import { describe, expect, it } from '@jest/globals';
import { assertRole } from '../../../lib/cli/desk-event.ts';
import { messagesIn, sentenceOf } from '../../../lib/cli/messages.ts';
import { findOffice } from '../../../lib/cli/office/office-address.ts';

describe('a person who acts', () => {
  it('and is not in the directory is answered with those who have the role', async () => {
    const tables = {
      people: { person: async () => undefined },
      rolesOf: async () => [],
      holdersOf: async () => ['van-thu', 'van-thu-2'],
    } as unknown as Parameters<typeof assertRole>[0];
    const error = await assertRole(tables, 'an', 'clerk').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'PERSON_UNKNOWN',
      facts: { person: 'an', role: 'clerk', holders: 'van-thu, van-thu-2' },
    });
  });
});

describe('a person without the role', () => {
  it('is answered with the role that is needed and those who have it', async () => {
    const tables = {
      people: { person: async () => ({ personId: 'an' }) },
      rolesOf: async () => ['officer'],
      holdersOf: async () => ['van-thu'],
    } as unknown as Parameters<typeof assertRole>[0];
    const error = await assertRole(tables, 'an', 'clerk').catch((thrown: unknown) => thrown);
    const facts = { person: 'an', role: 'clerk', holders: 'van-thu' };
    expect(error).toMatchObject({ code: 'ROLE_NOT_ALLOWED', facts });
    const said = sentenceOf(messagesIn('en'), 'ROLE_NOT_ALLOWED', facts);
    expect(said).toContain('needs the role clerk. In the role: van-thu.');
  });
});

describe('a file of outputs', () => {
  it('that does not exist is said to be missing', async () => {
    const error = await findOffice({ folder: '.', outputsFile: 'khong-co.json' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'OUTPUTS_NOT_FOUND', exitCode: 2 });
    const said = sentenceOf(messagesIn('en'), 'OUTPUTS_NOT_FOUND', { file: 'khong-co.json' });
    expect(said).toContain('khong-co.json does not exist.');
  });
});
