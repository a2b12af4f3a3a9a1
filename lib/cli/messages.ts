import { errorTextOf, errorTexts } from '../platform/error-texts.vi.ts';
import type { Language } from './language.ts';
import { en, type Messages } from './messages.en.ts';
import { vi } from './messages.vi.ts';

export const messagesIn = (language: Language): Messages => (language === 'vi' ? vi : en);

/** Fills {facts} into a sentence; what is not known stays as an ellipsis. */
export const fillSentence = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '…');

/**
 * The sentence of a code: the command's own, else the office's. English has only its own; what
 * the office said in Vietnamese is better than nothing.
 */
export const sentenceOf = (
  messages: Messages,
  code: string,
  facts: Readonly<Record<string, string>> = {},
  said?: string,
): string => {
  const own = messages.errors[code];
  if (own !== undefined) return fillSentence(own, facts);
  if (said !== undefined) return said;
  return Object.hasOwn(errorTexts, code) ? errorTextOf(code, facts).text : code;
};

/** The Vietnamese or English word of a state; English shows the word of the register. */
export const stateWord = (messages: Messages, state: string): string =>
  messages.states[state] ?? state.replaceAll('_', ' ');

/** What was done: `sign.leader` by its own name, `publish.review-1` by that of its effect. */
export const actionWord = ({ actions }: Messages, action: string): string => {
  const [effect = '', step = ''] = action.split('.');
  const plain = `${effect}.${step.split('-')[0]}`;
  return actions[action] ?? actions[plain] ?? actions[effect] ?? action;
};
