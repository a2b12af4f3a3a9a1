import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What a room has read so far. A failed reading keeps what was there before. */
export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly at: Date | undefined;
  readonly reload: () => void;
  /** Changes what is here without reading it anew. */
  readonly change: (next: Value) => void;
}

/**
 * Reads something when the room opens, when `key` changes and when asked. Answers of an older
 * reading are dropped.
 */
export const useLoaded = <Value>(
  key: string,
  load: () => Promise<Value>,
  now: () => Date,
): Loaded<Value> => {
  const [state, setState] = useState<{
    readonly key: string;
    readonly value?: Value;
    readonly error?: unknown;
    readonly at?: Date;
  }>({ key });
  const [isLoading, setLoading] = useState(true);
  const turn = useRef(0);
  const latest = useRef(load);
  latest.current = load;

  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setLoading(true);
    latest.current().then(
      (value) => {
        if (turn.current !== mine) return;
        setState({ key, value, at: now() });
        setLoading(false);
      },
      (error: unknown) => {
        if (turn.current !== mine) return;
        setState((before) => (before.key === key ? { ...before, error } : { key, error }));
        setLoading(false);
      },
    );
  }, [key, now]);

  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
    };
  }, [reload]);

  const isCurrent = state.key === key;
  return {
    value: isCurrent ? state.value : undefined,
    error: isCurrent ? state.error : undefined,
    isLoading,
    at: isCurrent ? state.at : undefined,
    reload,
    change: (value) => setState({ key, value, at: now() }),
  };
};
