import { expect, test } from '@jest/globals';
import { makeFolder } from '../integration/dynamodb-endpoint.ts';
import { createLedger, killDuringTransfers, readLedger } from '../integration/dynamodb-ledger.ts';

const KILLS = 40;

test('forty kills over up to a second of transfers tear nothing and lose nothing', async () => {
  const folder = makeFolder();
  await createLedger(folder);
  const acknowledged = new Set<string>();
  for (let run = 0; run < KILLS; run++) {
    const afterMs = Math.floor(Math.random() * 1000);
    for (const id of await killDuringTransfers(folder, run, afterMs)) acknowledged.add(id);
  }
  const { transfers, indexed, balances, expected } = await readLedger(folder);
  expect([...acknowledged].filter((id) => !transfers.has(id))).toEqual([]);
  expect(balances).toEqual(expected);
  expect(indexed).toEqual(transfers);
  expect(acknowledged.size).toBeGreaterThan(20 * KILLS);
}, 600_000);
