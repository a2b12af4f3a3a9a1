import { describe, it } from '@jest/globals';
import { playOrders } from './orders-run.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe('The events of a document in any order, with repeats', () => {
  it(`end in what they ask for: 30 documents (SEED=${seed})`, async () => {
    await playOrders({ seed, documents: 30 });
  }, 180_000);
});
