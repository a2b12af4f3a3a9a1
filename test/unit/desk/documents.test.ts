import { describe, expect, it } from '@jest/globals';
import { type DocumentDeps, readDocument } from '../../../lib/desk/documents.ts';
import { listToDos, type ToDoDeps } from '../../../lib/desk/to-dos.ts';
import type { DocumentId } from '../../../lib/kernel/ids.ts';
import { blankState, type DocumentState } from '../../../lib/register/document-state.ts';

const id = 'a'.repeat(26) as DocumentId;
const first = 'b'.repeat(26) as DocumentId;
const NOON = new Date('2026-11-23T05:00:00.000Z');
const names = new Map([['p-1', { name: 'Trần Thị Lan', role: '', unit: '' }]]);

const stateWith = (
  core: Partial<DocumentState['core']>,
  screening: Partial<DocumentState['screening']> = {},
): DocumentState => {
  const blank = blankState(id, 'e-office', 'active', NOON);
  return {
    ...blank,
    core: { ...blank.core, direction: 'incoming', ...core },
    screening: { ...blank.screening, status: 'ordinary', ...screening },
  };
};

const read = (state: DocumentState) =>
  readDocument(
    {
      store: { load: async () => state },
      reader: {
        history: async () => [
          { action: 'document.presented', by: 'e-office', at: '', to: 'presented:p-1' },
        ],
        openToDos: async () => [],
        states: async () => new Map(),
      },
      people: { names: async () => names },
      links: { links: async () => [{ kind: 'duplicate-of', documentId: first }] },
      uploads: { find: async () => new Map() },
    } as unknown as DocumentDeps,
    id,
  );

describe('a document at the desk', () => {
  it('says why its file was refused, and of an accepted or a secret one nothing of the kind', async () => {
    const refused = { status: 'refused', causes: ['PDF_BROKEN'] } as const;
    expect(await read(stateWith({}, { ...refused, causes: [...refused.causes] }))).toMatchObject({
      refusal: 'PDF_BROKEN',
    });
    expect(await read(stateWith({}))).not.toHaveProperty('refusal');
    const secret = stateWith(
      { status: 'refused' },
      { status: 'refused', causes: ['secrecy-word'] },
    );
    expect(await read(secret)).not.toHaveProperty('refusal');
  });

  it.each(['waiting', 'noted', 'joined', 'kept'] as const)(
    'names the one it seems to double once, with how that stands: %s',
    async (status) => {
      const duplicateOf = { documentId: first, match: 'file', status } as const;
      expect((await read(stateWith({ duplicateOf }))).links).toEqual([
        { kind: `doubles-${status}`, documentId: first },
      ]);
    },
  );

  it('names people in its history', async () => {
    const { history } = await read(stateWith({}));
    expect(history[0]?.to).toBe('presented:Trần Thị Lan');
  });
});

describe('the list of work', () => {
  it('says who leads, once somebody was named, and nothing of it to an operator alone', async () => {
    const assignment = {
      order: '1',
      leadId: 'p-1',
      cooperatingIds: [],
      assignedBy: 'p-2',
    };
    const deps = {
      reader: {
        toDos: async () => ({
          rows: [{ documentId: id, kind: 'solve', since: NOON.toISOString() }],
        }),
        states: async () => new Map([[id, stateWith({ assignment })]]),
      },
      people: { names: async () => names },
      calendars: { current: async () => ({}) },
      now: () => NOON,
    } as unknown as ToDoDeps;
    const rowsFor = async (role: 'clerk' | 'operator') =>
      (await listToDos(deps, { roles: [role] }, { list: 'work' })).rows;
    expect(await rowsFor('clerk')).toMatchObject([{ kind: 'solve', leadName: 'Trần Thị Lan' }]);
    expect((await rowsFor('operator'))[0]).not.toHaveProperty('leadName');
  });
});
