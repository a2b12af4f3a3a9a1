import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { actTexts } from './act-plans.vi.ts';
import { texts } from './texts.vi.ts';

interface SimpleDialogProps {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly confirm: string;
  readonly onConfirm: () => Promise<void>;
  readonly onCancel: () => void;
}

/** Asks once more where no reason is wanted. A double press is one. */
export const SimpleDialog = (props: SimpleDialogProps) => {
  const { title, sentences, confirm, onConfirm, onCancel } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const isUnderWay = useRef(false);
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const go = async (): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSending(true);
    try {
      await onConfirm();
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
      aria-describedby={`${id}-what`}
      onCancel={(event) => {
        event.preventDefault();
        if (!isSending) onCancel();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        <div id={`${id}-what`}>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        <p class="buttons">
          <button type="submit" class="button" disabled={isSending}>
            {isSending ? actTexts.sending : confirm}
          </button>
          <button type="button" class="plain" disabled={isSending} onClick={onCancel}>
            {texts.cancel}
          </button>
        </p>
      </form>
    </dialog>
  );
};
