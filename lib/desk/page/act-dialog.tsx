import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type ActKind, type ActSubject, actPlans, actTexts } from './act-plans.vi.ts';
import { useDesk } from './desk-context.ts';
import { actOf } from './offered-acts.ts';
import { sentenceOf } from './room-frame.tsx';
import { type Sent, sendAct } from './send-act.ts';
import { texts, unsureTexts } from './texts.vi.ts';

export interface AskedAct {
  readonly kind: ActKind;
  readonly documentId: string;
  readonly sha256?: string | undefined;
  readonly reviewSeen?: string | undefined;
  readonly subject: ActSubject;
  /** How the document is called in sentences; nothing of a held one. */
  readonly name: string;
}

interface ActDialogProps {
  readonly asked: AskedAct;
  /** `sent` is absent when the person thought better of it. */
  readonly onEnd: (sent?: Sent) => void;
}

const MAX_REASON = 1_000;

const problemOf = (needsReason: boolean, reason: string): string | undefined => {
  if (!needsReason) return undefined;
  if (reason.trim() === '') return actTexts.reasonMissing;
  return reason.length > MAX_REASON ? actTexts.reasonTooLong(MAX_REASON) : undefined;
};

const Warning = ({ sent }: { sent: Sent & { status: 'unsure' } }) => {
  const { signInAgain } = useDesk();
  return (
    <div class="notice bad" role="alert">
      <p>{sentenceOf(sent.error)}</p>
      <p>
        {unsureTexts.explain} {unsureTexts.locked}
      </p>
      {sent.error.kind === 'signed-out' && (
        <button type="button" class="plain" onClick={signInAgain}>
          {texts.signInAgain}
        </button>
      )}
    </div>
  );
};

/** Asks once more before an act, with what exactly will happen; stays until its fate is known. */
export const ActDialog = ({ asked, onEnd }: ActDialogProps) => {
  const desk = useDesk();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  /** One id from the first press to the office's answer. */
  const [actId] = useState(desk.newId);
  const isUnderWay = useRef(false);
  const draftName = `act:${asked.kind}:${asked.documentId}`;
  const [reason, setReason] = useState(desk.drafts.of(draftName)['reason'] ?? '');
  const [problem, setProblem] = useState<string | undefined>();
  const [isSending, setSending] = useState(false);
  const [unsure, setUnsure] = useState<(Sent & { status: 'unsure' }) | undefined>();
  const plan = actPlans[asked.kind](asked.subject);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const write = (text: string): void => {
    setReason(text);
    desk.drafts.keep(draftName, { reason: text });
  };

  const confirm = async (): Promise<void> => {
    const found = problemOf(plan.needsReason, reason);
    setProblem(found);
    if (found !== undefined) {
      field.current?.focus();
      return;
    }
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSending(true);
    try {
      const sent = await sendAct(desk, {
        act: actOf({ ...asked, actId, reason: reason.trim() }),
        title: `${plan.label}: ${asked.name}`,
        path: location.pathname,
      });
      if (sent.status === 'unsure') {
        setUnsure(sent);
        return;
      }
      desk.drafts.forget(draftName);
      onEnd(sent);
    } finally {
      isUnderWay.current = false;
      setSending(false);
    }
  };

  return (
    <dialog
      ref={dialog}
      class="ask"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-happens`}
      onCancel={(event) => {
        event.preventDefault();
        if (!isSending) onEnd(unsure);
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) event.currentTarget.requestSubmit();
        }}
      >
        <h2 id={`${id}-title`}>{plan.question}</h2>
        <p class="what">{asked.name}</p>
        <ul id={`${id}-happens`} class="happens">
          {plan.happens.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {plan.final && <li class="final">{actTexts.final}</li>}
        </ul>
        {plan.needsReason && (
          <p class="field">
            <label for={`${id}-reason`}>{plan.reasonLabel ?? actTexts.reason}</label>
            <textarea
              id={`${id}-reason`}
              ref={field}
              rows={3}
              value={reason}
              readOnly={isSending || unsure !== undefined}
              aria-invalid={problem !== undefined}
              aria-describedby={problem === undefined ? undefined : `${id}-problem`}
              onInput={(event) => write(event.currentTarget.value)}
            />
            {problem !== undefined && (
              <span class="problem" id={`${id}-problem`} role="alert">
                {problem}
              </span>
            )}
          </p>
        )}
        {unsure !== undefined && <Warning sent={unsure} />}
        <p class="buttons">
          <button type="submit" class={plan.final ? 'button final' : 'button'} disabled={isSending}>
            {isSending && actTexts.sending}
            {!isSending && (unsure === undefined ? plan.label : actTexts.resend)}
          </button>
          <button type="button" class="plain" disabled={isSending} onClick={() => onEnd(unsure)}>
            {unsure === undefined ? texts.cancel : texts.close}
          </button>
        </p>
      </form>
    </dialog>
  );
};
