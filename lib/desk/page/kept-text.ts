import type { DeskAct } from '../contract.ts';

/** The part of a browser's session storage the page needs: one tab, gone with it. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** An act that was sent and not answered. */
export interface UnsureAct {
  readonly act: DeskAct;
  /** What to call it: the button and the document's number. */
  readonly title: string;
  /** Where in the desk it was decided. */
  readonly path: string;
}

const ACTS = 'desk:acts';
const DRAFTS = 'desk:drafts';

interface Of<Value> {
  readonly personId: string;
  readonly value: Value;
}

/** What of these was kept with the name of a person beside it, by this page. */
const read = <Value>(storage: Storage, key: string): readonly Of<Value>[] => {
  const text = storage.getItem(key);
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.personId === 'string') : [];
  } catch {
    // Whatever stands there was not written by this page.
    return [];
  }
};

/**
 * Acts whose fate is not known outlive a lost connection, a reload and signing in again: their
 * `actId` stays the same, so that sending them again records nothing twice. Each is its decider's:
 * nobody who signs in later on the same tab sees it or sends it in their own name.
 */
export interface UnsureActs {
  all(): readonly UnsureAct[];
  /** How many of other people wait in this tab. */
  ofOthers(): number;
  keep(unsure: UnsureAct): void;
  forget(actId: string): void;
}

export const createUnsureActs = (storage: Storage, personId: string): UnsureActs => {
  const kept = () => read<UnsureAct>(storage, ACTS);
  const isMine = (one: Of<UnsureAct>) => one.personId === personId;
  const without = (actId: string) =>
    kept().filter((one) => !isMine(one) || one.value.act.actId !== actId);
  const write = (acts: readonly Of<UnsureAct>[]) => storage.setItem(ACTS, JSON.stringify(acts));
  return {
    all: () =>
      kept()
        .filter(isMine)
        .map(({ value }) => value),
    ofOthers: () => kept().filter((one) => !isMine(one)).length,
    keep: (unsure) => write([...without(unsure.act.actId), { personId, value: unsure }]),
    forget: (actId) => write(without(actId)),
  };
};

/** What was typed and not sent, by the name of its form. */
export interface Drafts {
  of(form: string): Readonly<Record<string, string>>;
  keep(form: string, fields: Readonly<Record<string, string>>): void;
  forget(form: string): void;
}

interface Draft {
  readonly form: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The drafts of one person; those of anybody else are dropped at once. */
export const createDrafts = (storage: Storage, personId: string): Drafts => {
  const mine = () => read<Draft>(storage, DRAFTS).filter((draft) => draft.personId === personId);
  const write = (drafts: readonly Of<Draft>[]) =>
    drafts.length === 0
      ? storage.removeItem(DRAFTS)
      : storage.setItem(DRAFTS, JSON.stringify(drafts));
  const without = (form: string) => mine().filter(({ value }) => value.form !== form);
  write(mine());
  return {
    of: (form) => mine().find(({ value }) => value.form === form)?.value.fields ?? {},
    keep: (form, fields) => write([...without(form), { personId, value: { form, fields } }]),
    forget: (form) => write(without(form)),
  };
};

/** Signing out leaves nothing of the person in the tab. */
export const forgetAll = (storage: Storage): void => {
  storage.removeItem(ACTS);
  storage.removeItem(DRAFTS);
};
