import { useState } from 'preact/hooks';
import { actTexts } from './act-plans.vi.ts';
import { useDesk } from './desk-context.ts';
import type { UnsureAct } from './kept-text.ts';
import { sentenceOf } from './room-frame.tsx';
import { sendAct } from './send-act.ts';
import { unsureTexts } from './texts.vi.ts';

/** Decisions that were sent and not answered, each to be sent again or let go. */
export const UnsureBar = () => {
  const desk = useDesk();
  const [sending, setSending] = useState<string | undefined>();
  const unsure = desk.acts.all();
  const ofOthers = desk.acts.ofOthers();
  if (unsure.length === 0)
    return ofOthers === 0 ? null : <p class="notice quiet">{unsureTexts.ofOthers(ofOthers)}</p>;

  const resend = async (act: UnsureAct): Promise<void> => {
    setSending(act.act.actId);
    const sent = await sendAct(desk, act);
    setSending(undefined);
    desk.unsureChanged();
    desk.countAgain();
    if (sent.status === 'done') desk.go(act.path);
    desk.tell(
      sent.status === 'done'
        ? { tone: 'good', text: `${actTexts.recorded} ${act.title}` }
        : { tone: 'bad', text: sentenceOf(sent.error) },
    );
  };
  const drop = ({ act }: UnsureAct): void => {
    desk.acts.forget(act.actId);
    desk.unsureChanged();
    desk.tell({ tone: 'good', text: unsureTexts.dropped });
  };
  return (
    <section class="notice bad unsure" aria-label={unsureTexts.title}>
      <h2>{unsureTexts.title}</h2>
      <p>{unsureTexts.explain}</p>
      <ul class="plain-rows">
        {unsure.map((act) => (
          <li key={act.act.actId}>
            <strong>{act.title}</strong>
            <button
              type="button"
              class="button"
              disabled={sending !== undefined}
              onClick={() => resend(act)}
            >
              {sending === act.act.actId ? actTexts.sending : unsureTexts.resend}
            </button>
            <button
              type="button"
              class="plain"
              disabled={sending !== undefined}
              onClick={() => drop(act)}
            >
              {unsureTexts.drop}
            </button>
          </li>
        ))}
      </ul>
      {ofOthers > 0 && <p class="note">{unsureTexts.ofOthers(ofOthers)}</p>}
    </section>
  );
};
