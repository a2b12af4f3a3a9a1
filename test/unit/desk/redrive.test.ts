import { describe, expect, it } from '@jest/globals';
import { type OperationsDeps, operationsCalls } from '../../../lib/desk/operations-calls.ts';
import { matchRoute } from '../../../lib/desk/router.ts';

const press = async (queue: string) => {
  const told: unknown[] = [];
  const deps = {
    now: () => new Date(0),
    noteRedrive: (note: object) => told.push(note),
    deadLetters: {
      queues: ['sign'],
      redrive: async (name: string) => told.push(`moved ${name}`),
    },
  } as unknown as OperationsDeps;
  const request = {
    method: 'POST',
    path: `/desk/api/queues/${queue}/redrive`,
    query: {},
    headers: {},
    body: '',
  };
  const matched = matchRoute(operationsCalls, request);
  const person = {
    personId: 'van-hanh',
    name: 'Trần Văn Trình Diễn',
    roles: ['operator'] as const,
  };
  const answer = await matched?.route
    .read(request, matched.parameters)
    .run(deps, { ...person, roles: [...person.roles] })
    .catch((error: { code: string }) => error.code);
  return { told, answer };
};

describe('Dead messages that are sent again', () => {
  it('leave who did it, before anything moves', async () => {
    expect((await press('sign')).told).toEqual([
      { person: 'van-hanh', queue: 'sign' },
      'moved sign',
    ]);
  });

  it('leave nothing for a queue that is none', async () => {
    expect(await press('nothing')).toEqual({ told: [], answer: 'QUEUE_UNKNOWN' });
  });
});
