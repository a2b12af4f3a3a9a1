import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DeskPerson, DeskSettings } from '../contract.ts';
import type { Drafts, UnsureActs } from './kept-text.ts';
import type { Office } from './office.ts';

/** What became of an act or a call, said once and shown until the next. */
export interface Result {
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

/** What every room works with. */
export interface Desk {
  readonly office: Office;
  readonly person: DeskPerson;
  readonly settings: DeskSettings;
  readonly acts: UnsureActs;
  readonly drafts: Drafts;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Opens another place of the desk. */
  readonly go: (path: string) => void;
  /** Shows a result on top of the room, says it, and moves the focus to it. */
  readonly tell: (result: Result) => void;
  /** Says something without moving the focus. */
  readonly say: (text: string) => void;
  /** Leaves to sign in and comes back to this place. */
  readonly signInAgain: () => void;
  /** Counts every change of the acts whose fate is unknown. */
  readonly unsureChanged: () => void;
  /** The lists' counts in the menu are read again. */
  readonly countAgain: () => void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('no desk around this component');
  return desk;
};
