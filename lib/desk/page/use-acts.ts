import { useState } from 'preact/hooks';
import type { AskedAct } from './act-dialog.tsx';
import { actPlans, actTexts } from './act-plans.vi.ts';
import { useDesk } from './desk-context.ts';
import { sentenceOf } from './room-frame.tsx';
import type { Sent } from './send-act.ts';

export interface Acts {
  readonly asked: AskedAct | undefined;
  readonly ask: (act: AskedAct) => void;
  readonly end: (sent?: Sent) => void;
}

/**
 * One question at a time. What became of it is told on top of the room, and `onDone` or `onRefused`
 * reads again what it changed.
 */
export const useActs = (on: {
  readonly done: (act: AskedAct) => void;
  readonly refused: () => void;
}): Acts => {
  const desk = useDesk();
  const [asked, setAsked] = useState<AskedAct | undefined>();
  const end = (sent?: Sent): void => {
    setAsked(undefined);
    desk.unsureChanged();
    if (asked === undefined || sent === undefined || sent.status === 'unsure') return;
    desk.countAgain();
    if (sent.status === 'done') {
      on.done(asked);
      const { done } = actPlans[asked.kind](asked.subject);
      desk.tell({ tone: 'good', text: sent.isParked ? actTexts.parked : done });
      return;
    }
    on.refused();
    const reloaded = sent.isConflict ? ` ${actTexts.conflict}` : '';
    desk.tell({ tone: 'bad', text: `${sentenceOf(sent.error)}${reloaded}` });
  };
  return { asked, ask: setAsked, end };
};
