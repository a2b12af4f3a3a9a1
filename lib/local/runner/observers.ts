import type { CallObserver, ObservedCall } from '../aws/faults.ts';

/** Passes each call to the endpoints on to whoever listens now. */
export interface Observers {
  readonly observe: CallObserver;
  /** How many calls there were. */
  readonly count: number;
  add(listener: CallObserver): () => void;
}

export function createObservers(): Observers {
  const listeners = new Set<CallObserver>();
  let count = 0;
  return {
    observe: (call: ObservedCall) => {
      count += 1;
      for (const listener of listeners) listener(call);
    },
    get count() {
      return count;
    },
    add: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
