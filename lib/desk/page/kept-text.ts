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

const read = <Value>(storage: Storage, key: string, empty: Value): Value => {
  const text = storage.getItem(key);
  if (text === null) return empty;
  try {
    return JSON.parse(text) as Value;
  } catch {
    // Whatever stands there was not written by this page.
    return empty;
  }
};

/**
 * Acts whose fate is not known outlive a lost connection, a reload and signing in again: their
 * `actId` stays the same, so that sending them again records nothing twice.
 */
export interface UnsureActs {
  all(): readonly UnsureAct[];
  keep(unsure: UnsureAct): void;
  forget(actId: string): void;
}

export const createUnsureActs = (storage: Storage): UnsureActs => {
  const all = () => read<readonly UnsureAct[]>(storage, ACTS, []);
  const others = (actId: string) => all().filter(({ act }) => act.actId !== actId);
  const write = (acts: readonly UnsureAct[]) => storage.setItem(ACTS, JSON.stringify(acts));
  return {
    all,
    keep: (unsure) => write([...others(unsure.act.actId), unsure]),
    forget: (actId) => write(others(actId)),
  };
};

/** What was typed and not sent, by the name of its form. */
export interface Drafts {
  of(form: string): Readonly<Record<string, string>>;
  keep(form: string, fields: Readonly<Record<string, string>>): void;
  forget(form: string): void;
}

export const createDrafts = (storage: Storage): Drafts => {
  const all = () => read<Readonly<Record<string, Record<string, string>>>>(storage, DRAFTS, {});
  const write = (drafts: object) => storage.setItem(DRAFTS, JSON.stringify(drafts));
  return {
    of: (form) => all()[form] ?? {},
    keep: (form, fields) => write({ ...all(), [form]: fields }),
    forget: (form) => {
      const { [form]: _, ...others } = all();
      write(others);
    },
  };
};

/** Signing out leaves nothing of the person in the tab. */
export const forgetAll = (storage: Storage): void => {
  storage.removeItem(ACTS);
  storage.removeItem(DRAFTS);
};
