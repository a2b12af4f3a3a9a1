import type { OperationsPage } from '../contract.ts';
import { useDesk } from './desk-context.ts';
import { effectText, momentText } from './format.vi.ts';
import { RoomFrame } from './room-frame.tsx';
import { roomTexts, statusTexts as t } from './room-texts.vi.ts';
import { useLoaded } from './use-loaded.ts';

const order = { fault: 0, warning: 1, ok: 2 } as const;

const Findings = ({ findings }: Pick<OperationsPage, 'findings'>) => (
  <ul class="findings">
    {findings
      .toSorted((a, b) => order[a.level] - order[b.level])
      .map(({ level, title, detail }) => (
        <li key={title} class={level}>
          <span class="level">{t.levels[level]}</span>
          <span>
            <strong>{title}</strong>
            {detail !== undefined && <span class="note">{detail}</span>}
          </span>
        </li>
      ))}
  </ul>
);

const Queues = ({ queues }: Pick<OperationsPage, 'queues'>) => (
  <table class="queues">
    <thead>
      <tr>
        {Object.entries(t.queueColumns).map(([key, title]) => (
          <th key={key} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {queues.map(({ name, waiting, inFlight, delayed, dead }) => (
        <tr key={name}>
          <th scope="row">{effectText(name)}</th>
          <td>{waiting}</td>
          <td>{inFlight}</td>
          <td>{delayed}</td>
          <td class={dead > 0 ? 'urgent' : ''}>{dead}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** One page of how the office is, for the operator. */
export const StatusRoom = () => {
  const { office, now } = useDesk();
  const loaded = useLoaded('operations', office.operations, now);
  const { value } = loaded;
  return (
    <RoomFrame title={roomTexts.status.title} lead={roomTexts.status.lead} loaded={loaded}>
      {value && (
        <>
          <h2>{t.findings}</h2>
          {value.findings.length === 0 ? (
            <p class="empty">{t.allWell}</p>
          ) : (
            <Findings findings={value.findings} />
          )}
          <h2>{t.paused}</h2>
          {value.paused.length === 0 && <p class="empty">{t.nothingPaused}</p>}
          <ul class="plain-rows">
            {value.paused.map(({ effect, by, at }) => (
              <li key={effect}>
                <strong>{effectText(effect)}</strong>{' '}
                <span class="note">{t.pausedBy(by, momentText(at))}</span>
              </li>
            ))}
          </ul>
          <h2>{t.queues}</h2>
          <Queues queues={value.queues} />
        </>
      )}
    </RoomFrame>
  );
};
