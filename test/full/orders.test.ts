import { describe, it } from '@jest/globals';
import { playOrders } from '../integration/orders-run.ts';

const first = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const seeds = Array.from({ length: 6 }, (_, at) => (first + at * 7_919) % 2 ** 31);

describe('The events of a document in any order, with repeats', () => {
  it.each(seeds)(
    'end in what they ask for: 50 documents (SEED=%i)',
    async (seed) => {
      await playOrders({ seed, documents: 50 });
    },
    600_000,
  );
});
