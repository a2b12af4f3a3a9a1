import { useEffect, useState } from 'preact/hooks';
import { useDesk } from './desk-context.ts';
import { inOrder, type Rows, withPage } from './list-pages.ts';
import { RoomFrame, sentenceOf } from './room-frame.tsx';
import { listTexts, roomTexts } from './room-texts.vi.ts';
import type { ListRoom as ListName } from './route.ts';
import { texts } from './texts.vi.ts';
import { ToDoList } from './to-do-list.tsx';
import { useLoaded } from './use-loaded.ts';

const FRESH_MS = 60_000;

/** A list of what waits; it reads itself again each minute and when the person comes back to it. */
export const ListRoom = ({ name }: { name: ListName }) => {
  const { office, now, tell } = useDesk();
  const [isMore, setMore] = useState(false);
  const loaded = useLoaded<Rows>(
    name,
    async () => {
      const page = await office.list(name);
      return { rows: inOrder(page.rows), cursor: page.cursor };
    },
    now,
  );
  const { value, reload, change } = loaded;
  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(again, FRESH_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [reload]);

  const readMore = async (before: Rows): Promise<void> => {
    setMore(true);
    try {
      change(withPage(before, await office.list(name, before.cursor)));
    } catch (error) {
      tell({ tone: 'bad', text: sentenceOf(error) });
    } finally {
      setMore(false);
    }
  };
  const { title, lead, empty } = roomTexts[name];
  return (
    <RoomFrame
      title={title}
      lead={lead}
      count={value && listTexts.count(value.rows.length, value.cursor !== undefined)}
      loaded={loaded}
    >
      {value?.rows.length === 0 && <p class="empty">{empty}</p>}
      {value && value.rows.length > 0 && (
        <ToDoList label={listTexts.list(title)} rows={value.rows} isHeld={name === 'held'} />
      )}
      {value?.cursor !== undefined && (
        <p class="more">
          <button type="button" class="plain" disabled={isMore} onClick={() => readMore(value)}>
            {isMore ? texts.loading : texts.more}
          </button>
        </p>
      )}
    </RoomFrame>
  );
};
