import { useCallback, useEffect, useState } from 'preact/hooks';
import { type DeskList, deskLists } from '../contract.ts';
import type { Office } from './office.ts';
import type { Room } from './route.ts';

/** How much waits in each list: `3`, `50+`. */
export type Counts = Readonly<Partial<Record<string, string>>>;

const AGAIN_MS = 60_000;
const isList = (name: string): name is DeskList => (deskLists as readonly string[]).includes(name);

/** Counts of the lists in the menu, each minute and after every act. */
export const useCounts = (office: Office, rooms: readonly Room[]) => {
  const [counts, setCounts] = useState<Counts>({});
  const countAgain = useCallback(() => {
    for (const { name } of rooms) {
      if (!isList(name)) continue;
      office.list(name).then(
        ({ rows, cursor }) =>
          setCounts((before) => ({
            ...before,
            [name]: cursor === undefined ? String(rows.length) : `${rows.length}+`,
          })),
        // The room itself says what is wrong; a number that may be old is worse than none.
        () => setCounts(({ [name]: _, ...others }) => others),
      );
    }
  }, [office, rooms]);
  useEffect(() => {
    countAgain();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') countAgain();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [countAgain]);
  return { counts, countAgain };
};
