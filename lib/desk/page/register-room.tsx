import { useId, useRef, useState } from 'preact/hooks';
import { DeskError, isFateUnknown } from './api-client.ts';
import { useDesk } from './desk-context.ts';
import { FormField } from './form-field.tsx';
import {
  bookOf,
  emptyForm,
  type FormValues,
  fieldsOf,
  mayBeKept,
  type Problem,
  problemsOf,
  requestOf,
} from './register-form.ts';
import { registerTexts as t } from './register-texts.vi.ts';
import { RoomFrame, sentenceOf } from './room-frame.tsx';
import { roomTexts } from './room-texts.vi.ts';
import { documentPath, heldPath } from './route.ts';
import { SimpleDialog } from './simple-dialog.tsx';
import { unsureTexts } from './texts.vi.ts';

const DRAFT = 'register';
/** Kept with the draft: what is sent again after a lost answer is the same document. */
const ACT_ID = 'actId';

/** What the question names the document by; an outgoing one has no number yet. */
const nameOf = (values: FormValues): string =>
  [values[bookOf(values) === 'outgoing' ? 'typeName' : 'documentCode'], values['abstract']]
    .filter(Boolean)
    .join(': ');

/** The form for paper documents. What is typed outlives a lost connection and signing in again. */
export const RegisterRoom = () => {
  const { drafts, office, newId, go, tell, countAgain } = useDesk();
  const id = useId();
  const summary = useRef<HTMLDivElement>(null);
  const [values, setValues] = useState<FormValues>(() => ({
    ...emptyForm,
    [ACT_ID]: newId(),
    ...drafts.of(DRAFT),
  }));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isAsked, setAsked] = useState(false);
  const isHeld = !mayBeKept(values);

  const write = (name: string, text: string): void => {
    const next = { ...values, [name]: text };
    setValues(next);
    if (mayBeKept(next)) drafts.keep(DRAFT, next);
    else drafts.forget(DRAFT);
    if (problems.length > 0) setProblems(problemsOf(next));
  };
  const clear = (): void => {
    drafts.forget(DRAFT);
    setValues({ ...emptyForm, [ACT_ID]: newId() });
    setProblems([]);
  };
  const check = (): void => {
    const found = problemsOf(values);
    setProblems(found);
    if (found.length === 0) setAsked(true);
    else requestAnimationFrame(() => summary.current?.focus());
  };
  const send = async (): Promise<void> => {
    try {
      const { documentId } = await office.register(requestOf(values, values[ACT_ID] ?? ''));
      setAsked(false);
      clear();
      countAgain();
      go(isHeld ? heldPath(documentId) : documentPath(documentId));
      tell({ tone: 'good', text: isHeld ? t.doneHeld : t.done });
    } catch (error) {
      setAsked(false);
      if (!(error instanceof DeskError)) throw error;
      const again = isFateUnknown(error) ? ` ${unsureTexts.explain}` : '';
      tell({ tone: 'bad', text: `${sentenceOf(error)}${again}` });
    }
  };
  return (
    <RoomFrame title={roomTexts.register.title} lead={roomTexts.register.lead}>
      {problems.length > 0 && (
        <div class="notice bad" ref={summary} tabIndex={-1} role="alert">
          <p>{t.invalid(problems.length)}</p>
          <ul>
            {problems.map(({ name, text }) => (
              <li key={name}>
                <a href={`#${id}-${name}`}>{text}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <form
        class="register"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        {fieldsOf(values).map((rule) => (
          <FormField
            key={rule.name}
            id={`${id}-${rule.name}`}
            rule={rule}
            value={values[rule.name] ?? ''}
            problem={problems.find(({ name }) => name === rule.name)?.text}
            onWrite={(text) => write(rule.name, text)}
          />
        ))}
        <p class="note wide">{mayBeKept(values) ? t.kept : t.notKept}</p>
        <p class="buttons wide">
          <button type="submit" class="button">
            {t.submit}
          </button>
          <button type="button" class="plain" onClick={clear}>
            {t.clear}
          </button>
        </p>
      </form>
      {isAsked && (
        <SimpleDialog
          title={t.confirmTitle}
          sentences={[
            nameOf(values),
            isHeld ? t.confirmHeld : t.confirmOrdinary(t.books[bookOf(values)]),
          ]}
          confirm={t.submit}
          onConfirm={send}
          onCancel={() => setAsked(false)}
        />
      )}
    </RoomFrame>
  );
};
