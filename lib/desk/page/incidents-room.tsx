import { useState } from 'preact/hooks';
import type { OperationsPage } from '../contract.ts';
import { isAllowed } from '../roles.ts';
import { useDesk } from './desk-context.ts';
import { effectText } from './format.vi.ts';
import { inOrder } from './list-pages.ts';
import { RoomFrame, sentenceOf } from './room-frame.tsx';
import { roomTexts, incidentTexts as t } from './room-texts.vi.ts';
import { SimpleDialog } from './simple-dialog.tsx';
import { ToDoList } from './to-do-list.tsx';
import { useLoaded } from './use-loaded.ts';

type Queue = OperationsPage['queues'][number];

/** What went wrong and waits for somebody: dead letters, work that was given up, early events. */
export const IncidentsRoom = () => {
  const { office, person, now, tell } = useDesk();
  const [asked, setAsked] = useState<Queue | undefined>();
  const mayRedrive = isAllowed('operations.redrive', person.roles);
  const loaded = useLoaded(
    'incidents',
    async () => {
      const [failed, parked, queues] = await Promise.all([
        office.list('failed'),
        office.list('parked'),
        mayRedrive ? office.operations().then((page) => page.queues) : [],
      ]);
      return {
        failed: inOrder(failed.rows),
        parked: inOrder(parked.rows),
        dead: queues.filter(({ dead }) => dead > 0),
      };
    },
    now,
  );
  const redrive = async (queue: Queue): Promise<void> => {
    try {
      const { moved } = await office.redrive(queue.name);
      tell({ tone: 'good', text: t.redriven(moved) });
      loaded.reload();
    } catch (error) {
      tell({ tone: 'bad', text: sentenceOf(error) });
    } finally {
      setAsked(undefined);
    }
  };
  const { title, lead } = roomTexts.incidents;
  const { value } = loaded;
  return (
    <RoomFrame title={title} lead={lead} loaded={loaded}>
      {value && (
        <>
          {mayRedrive && (
            <>
              <h2>{t.queues}</h2>
              {value.dead.length === 0 && <p class="empty">{t.queuesEmpty}</p>}
              <ul class="plain-rows">
                {value.dead.map((queue) => (
                  <li key={queue.name}>
                    <strong>{effectText(queue.name)}</strong>{' '}
                    <span class="urgent">{t.dead(queue.dead)}</span>
                    <button type="button" class="plain" onClick={() => setAsked(queue)}>
                      {t.redrive}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2>{t.failed}</h2>
          {value.failed.length === 0 ? (
            <p class="empty">{t.failedEmpty}</p>
          ) : (
            <ToDoList label={t.failed} rows={value.failed} />
          )}
          <h2>{t.parked}</h2>
          {value.parked.length === 0 ? (
            <p class="empty">{t.parkedEmpty}</p>
          ) : (
            <ToDoList label={t.parked} rows={value.parked} />
          )}
        </>
      )}
      {asked && (
        <SimpleDialog
          title={`${t.redrive}: ${effectText(asked.name)}`}
          sentences={[t.redriveAsk(effectText(asked.name), asked.dead)]}
          confirm={t.redrive}
          onConfirm={() => redrive(asked)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </RoomFrame>
  );
};
