import { expect, it } from '@jest/globals';
import { matchRoute } from '../../../lib/desk/router.ts';

const routes = [
  { method: 'GET', path: '/desk/api/held/{id}' },
  { method: 'GET', path: '/desk/api/held/{id}/files/{sha256}' },
  { method: 'POST', path: '/desk/api/acts' },
] as const;
const match = (method: string, path: string) => matchRoute(routes, { method, path });

it('finds the route by method and whole path, with its variables', () => {
  expect(match('GET', '/desk/api/held/abc')?.parameters).toEqual({ id: 'abc' });
  expect(match('GET', '/desk/api/held/abc/files/0f')).toEqual({
    route: routes[1],
    parameters: { id: 'abc', sha256: '0f' },
  });
  expect(match('GET', '/desk/api/held/a%20b')?.parameters).toEqual({ id: 'a b' });
});

it.each([
  ['another method', 'POST', '/desk/api/held/abc'],
  ['a longer path', 'GET', '/desk/api/held/abc/'],
  ['an empty variable', 'GET', '/desk/api/held/'],
  ['a broken escape', 'GET', '/desk/api/held/%E0%A4%A'],
  ['an unknown path', 'GET', '/desk/api/constructor'],
])('finds nothing for %s', (_, method, path) => {
  expect(match(method, path)).toBeUndefined();
});
