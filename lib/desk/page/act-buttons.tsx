import { type ActKind, type ActSubject, actPlans } from './act-plans.vi.ts';
import { documentTexts } from './document-texts.vi.ts';

interface ActButtonsProps {
  readonly kinds: readonly ActKind[];
  readonly subject: ActSubject;
  readonly onAsk: (kind: ActKind) => void;
}

/** The acts offered, each with the letter that chooses it; the first is the usual one. */
export const ActButtons = ({ kinds, subject, onAsk }: ActButtonsProps) =>
  kinds.length === 0 ? null : (
    <fieldset class="acts">
      <legend class="visually-hidden">{documentTexts.acts}</legend>
      {kinds.map((kind, index) => {
        const { label, key } = actPlans[kind](subject);
        return (
          <button
            key={kind}
            type="button"
            class={index === 0 ? 'button' : 'button second'}
            data-shortcut={key}
            aria-keyshortcuts={key}
            onClick={() => onAsk(kind)}
          >
            {label}{' '}
            <span class="key" aria-hidden="true">
              {key}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
