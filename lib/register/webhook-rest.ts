/**
 * Receivers that have just failed. Their other answers are put off without a call, so that one
 * receiver that lets everybody wait does not use up the time of all. Known to one running
 * function; what another does not know costs one call more.
 */
export interface RestingReceivers {
  /** Until when a receiver is left alone, if it is. */
  until(url: string, now: Date): Date | undefined;
  rest(url: string, until: Date): void;
  /** It has answered: nothing is put off any more. */
  wake(url: string): void;
}

export const createRestingReceivers = (): RestingReceivers => {
  const resting = new Map<string, Date>();
  return {
    until(url, now) {
      const until = resting.get(url);
      if (until !== undefined && until <= now) resting.delete(url);
      return until !== undefined && until > now ? until : undefined;
    },
    rest: (url, until) => void resting.set(url, until),
    wake: (url) => void resting.delete(url),
  };
};
