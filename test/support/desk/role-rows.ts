import { readFileSync } from 'node:fs';
import { type DeskRole, deskRoles } from '../../../lib/desk/contract.ts';

/** One line of the table in docs/roles.md. */
export interface RoleRow {
  readonly name: string;
  readonly call: string;
  readonly roles: readonly DeskRole[];
}

const LINE = /^\| `([a-z.-]+)` \| `((?:GET|POST) [^`]+)` \| ([✓–]) \| ([✓–]) \| ([✓–]) \|$/;

/** The table as the document has it. */
export const readRoleRows = (): readonly RoleRow[] =>
  readFileSync(new URL('../../../docs/roles.md', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, call, ...marks] = LINE.exec(line) ?? [];
      return name === undefined || call === undefined
        ? []
        : [{ name, call, roles: deskRoles.filter((_, at) => marks[at] === '✓') }];
    });
