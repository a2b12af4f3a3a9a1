/** A clock that only tests move; application and embedded endpoints share it. */
export interface VirtualClock {
  now(): number;
  advance(milliseconds: number): void;
}

/** Starts on a working day's morning in Vietnam, long before midnight. */
export const startVirtualClock = (at = Date.parse('2026-11-23T02:00:00Z')): VirtualClock => {
  let current = at;
  return {
    now: () => current,
    advance: (milliseconds) => {
      current += milliseconds;
    },
  };
};
