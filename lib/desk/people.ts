import type { DeskPerson, DeskRole } from './contract.ts';

/** A person as books and sheets name them. */
export interface NamedPerson {
  readonly name: string;
  /** chức vụ */
  readonly role: string;
  readonly unit: string;
}

/** Who may work at the desk: people of the directory with the roles given to them there. */
export interface DeskPeople {
  /** Consistent: a withdrawn role counts from the next call on. undefined: not in the directory. */
  find(personId: string): Promise<DeskPerson | undefined>;
  /** Names of people by id; who is unknown is left out. */
  names(personIds: readonly string[]): Promise<ReadonlyMap<string, NamedPerson>>;
}

export interface DeskRoleStore {
  rolesOf(personId: string): Promise<readonly DeskRole[]>;
  /** Gives a person these roles; earlier ones are replaced. */
  save(personId: string, roles: readonly DeskRole[]): Promise<void>;
}
