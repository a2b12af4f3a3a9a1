import { expect, test } from '@jest/globals';
import { makeFolder } from './dynamodb-endpoint.ts';
import { createLedger, killDuringTransfers, readLedger } from './dynamodb-ledger.ts';

const KILLS = 10;

test('ten kills in the middle of transfers tear no transaction and lose no acknowledged one', async () => {
  const folder = makeFolder();
  await createLedger(folder);
  const acknowledged = new Set<string>();
  for (let run = 0; run < KILLS; run++) {
    const afterMs = Math.floor(Math.random() * 200);
    for (const id of await killDuringTransfers(folder, run, afterMs)) acknowledged.add(id);
    const { transfers, indexed, balances, expected } = await readLedger(folder);
    const lost = [...acknowledged].filter((id) => !transfers.has(id));
    expect({ run, afterMs, lost, balances }).toEqual({
      run,
      afterMs,
      lost: [],
      balances: expected,
    });
    expect(indexed).toEqual(transfers);
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS);
}, 120_000);
