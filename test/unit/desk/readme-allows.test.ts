import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventOfAct } from '../../../lib/desk/acts.ts';
import { deskAct } from '../../../lib/desk/contract.ts';
import { DESK, demoSources } from '../../../lib/local/demo/demo-sources.ts';

const fields = {
  actId: 'act-0000-1',
  documentId: 'a'.repeat(26),
  reason: 'Lý do',
  sha256: 'a'.repeat(64),
};
const kinds = deskAct._zod.def.options.flatMap((option) => [
  ...option._zod.def.shape.kind._zod.values,
]);
/** What buttons and forms of the desk send. */
const sentByDesk = [
  'document.registered',
  ...kinds.map(
    (kind) =>
      eventOfAct(deskAct.parse({ ...fields, kind }), { personId: 'p', role: 'clerk' }, new Date(0))
        .name,
  ),
];
const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const told = /source add desk .*--allow (\S+)/.exec(readme)?.[1]?.split(',') ?? [];

describe('The README’s line that registers the desk', () => {
  it('allows every event the desk can send', () => {
    expect(kinds.length).toBeGreaterThan(8);
    expect(told).toEqual(expect.arrayContaining(sentByDesk));
  });

  it('allows what the training office’s desk may send, with its commands', async () => {
    const kms = { send: async () => ({ CiphertextBlob: new Uint8Array(1) }) } as never;
    const secrets = { sources: {}, approver: { jwk: {} } } as never;
    const sources = await demoSources({ secrets, kms, dataKeyId: 'k', account: '0' });
    const desk = sources.find(({ sourceId }) => sourceId === DESK);
    expect(told.toSorted()).toEqual(desk?.allows.toSorted());
  });
});
