import type { OfficeEvent } from '../events/envelope.ts';
import { OfficeError } from '../kernel/errors.ts';
import type { DeskRoleStore } from './people.ts';

/** In whose name an event speaks, and in which role: of those who act, and of a declared grade. */
const claimsOf = ({ data }: OfficeEvent): { personId: string; role: string }[] => [
  ...('actor' in data && data.actor !== undefined ? [data.actor] : []),
  ...('gradeDeclaration' in data && data.gradeDeclaration !== undefined
    ? [{ personId: data.gradeDeclaration.personId, role: 'clerk' }]
    : []),
];

/**
 * Whoever holds a source's secret could name any person: the directory says whether that person has
 * the role now (R8). Read for each event, so that a withdrawn role counts at once, also for what is
 * sent again.
 * @throws OfficeError ROLE_NOT_ALLOWED
 */
export const assertActorRoles = async (
  roles: Pick<DeskRoleStore, 'rolesOf'>,
  event: OfficeEvent,
): Promise<void> => {
  for (const { personId, role } of claimsOf(event)) {
    const held: readonly string[] = await roles.rolesOf(personId);
    if (!held.includes(role))
      throw new OfficeError('ROLE_NOT_ALLOWED', 'the directory does not give this person the role');
  }
};
