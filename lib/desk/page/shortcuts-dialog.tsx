import { useEffect, useId, useRef } from 'preact/hooks';
import { texts } from './texts.vi.ts';

interface ShortcutsDialogProps {
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
  readonly onClose: () => void;
}

export const ShortcutsDialog = ({ isOn, onSwitch, onClose }: ShortcutsDialogProps) => {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="ask" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{texts.shortcuts}</h2>
      <dl class="shortcuts">
        {texts.shortcutRows.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label class="switch">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => onSwitch(event.currentTarget.checked)}
          />{' '}
          {texts.shortcutsOn}
        </label>
      </p>
      <p class="buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {texts.close}
        </button>
      </p>
    </dialog>
  );
};
