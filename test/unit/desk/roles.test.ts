import { expect, it } from '@jest/globals';
import { deskCalls } from '../../../lib/desk/calls.ts';
import { deskAct, deskLists } from '../../../lib/desk/contract.ts';
import { operationsCalls } from '../../../lib/desk/operations-calls.ts';
import { printCalls } from '../../../lib/desk/print-calls.ts';
import {
  type DeskPermission,
  deskPermissions,
  isAllowed,
  roleFor,
} from '../../../lib/desk/roles.ts';
import { matchRoute } from '../../../lib/desk/router.ts';
import { readRoleRows } from '../../support/desk/role-rows.ts';

const routes = [...deskCalls, ...printCalls, ...operationsCalls];
const rows = readRoleRows();

it('stands in docs/roles.md as in the code', () => {
  expect(rows).toEqual(
    Object.entries(deskPermissions).map(([name, { call, roles }]) => ({ name, call, roles })),
  );
});

it('names every call of the functions, and no other', () => {
  const pathOf = (call: string) => call.split(' ')[1] ?? '';
  const matched = rows.map(({ call }) =>
    matchRoute(routes, { method: call.split(' ')[0] ?? '', path: pathOf(call) }),
  );
  expect(matched.map((found, at) => (found ? '' : rows[at]?.name))).toEqual(rows.map(() => ''));
  expect(new Set(matched.map((found) => found?.route))).toEqual(new Set(routes));
});

it('has a line for each list and each act of the contract', () => {
  const names = Object.keys(deskPermissions);
  for (const list of deskLists) expect(names).toContain(`to-dos.${list}`);
  for (const { shape } of deskAct.def.options as {
    shape: { kind: { def: { values: string[] } } };
  }[])
    expect(names).toContain(`acts.${shape.kind.def.values[0]}`);
});

it('gives each act one role in which it is recorded, whatever else the person may do', () => {
  expect(roleFor('acts.publish', ['clerk', 'officer'])).toBe('officer');
  expect(roleFor('acts.seal', ['officer', 'clerk'])).toBe('clerk');
  expect(roleFor('acts.seal', ['officer', 'operator'])).toBeUndefined();
});

it('lets a person without a role ask who they are, and nothing else', () => {
  const allowed = Object.keys(deskPermissions).filter((name) =>
    isAllowed(name as DeskPermission, []),
  );
  expect(allowed).toEqual(['me']);
});
