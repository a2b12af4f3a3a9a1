import type { FieldRule } from './register-form.ts';
import { registerTexts } from './register-texts.vi.ts';

interface FormFieldProps {
  readonly id: string;
  readonly rule: FieldRule;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onWrite: (text: string) => void;
}

const Control = ({ id, rule, value, problem, onWrite }: FormFieldProps) => {
  const described = [rule.hint && `${id}-hint`, problem && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  const common = {
    id,
    value,
    'aria-required': rule.isRequired ?? false,
    'aria-invalid': problem !== undefined,
    ...(described === '' ? {} : { 'aria-describedby': described }),
  };
  if (rule.kind === 'choice')
    return (
      <select {...common} onChange={(event) => onWrite(event.currentTarget.value)}>
        {Object.entries(rule.options ?? {}).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    );
  if (rule.kind === 'long' || rule.kind === 'lines')
    return (
      <textarea {...common} rows={3} onInput={(event) => onWrite(event.currentTarget.value)} />
    );
  return (
    <input
      {...common}
      type="text"
      {...(rule.kind === 'count' ? { inputMode: 'numeric' } : {})}
      autoComplete="off"
      onInput={(event) => onWrite(event.currentTarget.value)}
    />
  );
};

/** A field with its label, its hint and what is wrong with it. */
export const FormField = (props: FormFieldProps) => {
  const { id, rule, problem } = props;
  const isWide = rule.kind === 'long' || rule.kind === 'lines';
  return (
    <p class={isWide ? 'field wide' : 'field'}>
      <label for={id}>
        {rule.label}
        {rule.isRequired && <span class="note"> ({registerTexts.required})</span>}
      </label>
      <Control {...props} />
      {rule.hint !== undefined && (
        <span class="note" id={`${id}-hint`}>
          {rule.hint}
        </span>
      )}
      {problem !== undefined && (
        <span class="problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </p>
  );
};
