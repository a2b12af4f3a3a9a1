/** Lets writes to a table run side by side, and changes of the table itself alone. */
export interface TableGate {
  write<T>(tables: readonly string[], run: () => Promise<T>): Promise<T>;
  change<T>(table: string, run: () => Promise<T>): Promise<T>;
}

interface Gate {
  readonly writes: Set<Promise<unknown>>;
  change: Promise<unknown> | undefined;
}

export function createTableGate(): TableGate {
  const gates = new Map<string, Gate>();

  const gateOf = (table: string) => {
    const gate = gates.get(table) ?? { writes: new Set(), change: undefined };
    gates.set(table, gate);
    return gate;
  };

  return {
    write: async (tables, run) => {
      const mine = [...new Set(tables)].map(gateOf);
      for (;;) {
        const changes = mine.flatMap((gate) => gate.change ?? []);
        if (changes.length === 0) break;
        await Promise.allSettled(changes);
      }
      const running = run();
      for (const gate of mine) gate.writes.add(running);
      try {
        return await running;
      } finally {
        for (const gate of mine) gate.writes.delete(running);
      }
    },
    change: async (table, run) => {
      const gate = gateOf(table);
      while (gate.change !== undefined) await Promise.allSettled([gate.change]);
      const running = Promise.allSettled(gate.writes).then(run);
      gate.change = running;
      try {
        return await running;
      } finally {
        gate.change = undefined;
      }
    },
  };
}
