import type { DeskRole } from './contract.ts';

/** One thing a person may do at the desk, the call it needs, and the roles that may. */
interface Permission {
  readonly call: string;
  readonly roles: readonly DeskRole[];
}

const toDos = (list: string, ...roles: readonly DeskRole[]): Permission => ({
  call: `GET /desk/api/to-dos/${list}`,
  roles,
});
const act = (kind: string, ...roles: readonly DeskRole[]): Permission => ({
  call: `POST /desk/api/acts ${kind}`,
  roles,
});
const call = (route: string, ...roles: readonly DeskRole[]): Permission => ({
  call: route.replace(' ', ' /desk/api/'),
  roles,
});

/**
 * Who may do what at the desk; docs/roles.md says the same, and a test walks both. The clerk keeps
 * the books (Decree 30/2020, Art. 6.3), an officer of the Office decides what becomes public, the
 * operator sees the machinery and no document.
 */
export const deskPermissions = {
  me: call('GET me', 'clerk', 'officer', 'operator'),
  'to-dos.held': toDos('held', 'clerk'),
  'to-dos.seal': toDos('seal', 'clerk'),
  'to-dos.work': toDos('work', 'clerk'),
  'to-dos.review': toDos('review', 'officer'),
  'to-dos.duplicate': toDos('duplicate', 'clerk'),
  'to-dos.failed': toDos('failed', 'clerk', 'operator'),
  'to-dos.parked': toDos('parked', 'clerk', 'operator'),
  'held.read': call('GET held/{id}', 'clerk'),
  'held.file': call('GET held/{id}/files/{sha256}', 'clerk'),
  'books.read': call('GET books/{book}', 'clerk', 'officer'),
  'books.export': call('GET books/{book}/file', 'clerk', 'officer'),
  'documents.read': call('GET documents/{id}', 'clerk', 'officer'),
  'documents.file': call('GET documents/{id}/files/{sha256}', 'clerk', 'officer'),
  'documents.sheet': call('GET documents/{id}/sheet', 'clerk'),
  'acts.release': act('release', 'clerk'),
  'acts.refuse': act('refuse', 'clerk'),
  'acts.seal': act('seal', 'clerk'),
  'acts.void': act('void', 'clerk'),
  'acts.publish': act('publish', 'officer'),
  'acts.keep-back': act('keep-back', 'officer'),
  'acts.return': act('return', 'clerk'),
  'acts.join-duplicate': act('join-duplicate', 'clerk'),
  'acts.keep-duplicate': act('keep-duplicate', 'clerk'),
  register: call('POST register', 'clerk'),
  'operations.read': call('GET operations', 'operator'),
  'operations.redrive': call('POST queues/{queue}/redrive', 'operator'),
} as const satisfies Readonly<Record<string, Permission>>;

export type DeskPermission = keyof typeof deskPermissions;

/** `me` is open to everybody in the directory: it tells a person that no role was given. */
export const isAllowed = (permission: DeskPermission, roles: readonly DeskRole[]): boolean => {
  const allowed: readonly DeskRole[] = deskPermissions[permission].roles;
  return permission === 'me' || roles.some((role) => allowed.includes(role));
};

/** The role in which a person does something: the first of theirs that may. */
export const roleFor = (
  permission: DeskPermission,
  roles: readonly DeskRole[],
): DeskRole | undefined => {
  const allowed: readonly DeskRole[] = deskPermissions[permission].roles;
  return roles.find((role) => allowed.includes(role));
};
