import type { DeskRole } from '../../../lib/desk/contract.ts';
import { createDeskRoles } from '../../../lib/desk/people.dynamo.ts';
import { createDynamoPeople } from '../../../lib/notices/people.dynamo.ts';
import type { TestGround } from '../office/ground.ts';

/** People at the desk; the last one is in the directory and has no role. */
const deskPeople: Readonly<Record<string, { name: string; roles: readonly DeskRole[] }>> = {
  'clerk-1': { name: 'Phạm Thị Văn Thư', roles: ['clerk'] },
  'clerk-2': { name: 'Đỗ Văn Thư', roles: ['clerk'] },
  'officer-1': { name: 'Vàng A Mẫu', roles: ['officer'] },
  'officer-2': { name: 'Hà Thị Mẫu', roles: ['officer'] },
  'operator-1': { name: 'Trần Văn Trình Diễn', roles: ['operator'] },
  visitor: { name: 'Lò Văn Khách', roles: [] },
};

/** Enters them, without phones. */
export const deskRolesOf = async ({ ground, names }: TestGround): Promise<void> => {
  const { dynamodb } = ground.clients;
  const people = createDynamoPeople({
    dynamo: dynamodb,
    retry: { pause: async () => undefined, random: () => 0 },
    tableName: names.tables.directory,
  });
  const desk = createDeskRoles(dynamodb, names.tables.directory);
  for (const [personId, { name, roles }] of Object.entries(deskPeople)) {
    await people.save({
      personId,
      name,
      role: 'Chuyên viên',
      unit: 'Văn phòng',
      smsConsent: false,
      guestList: false,
      optedOut: true,
    });
    if (roles.length > 0) await desk.save(personId, roles);
  }
};
