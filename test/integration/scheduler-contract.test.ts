import {
  ConflictException,
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  createScheduler,
  type EmulatedScheduler,
} from '../../lib/local/scheduler/scheduler-service.ts';
import {
  ACCOUNT,
  REGION,
  startTestEndpoints,
  type TestEndpoints,
} from '../support/local-endpoints.ts';

const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:sweep`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/schedules`;
const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/deploy`;

let endpoints: TestEndpoints;
let service: EmulatedScheduler;
let client: SchedulerClient;
let invoked: string[];

beforeEach(async () => {
  invoked = [];
  endpoints = await startTestEndpoints({
    start: Date.parse('2026-03-02T01:00:30Z'),
    services: (context) => {
      service = createScheduler(context, {
        deliver: (target, body) => {
          invoked.push(`${target.arn} ${body}`);
        },
        onDropped: (_, error) => {
          throw error;
        },
      });
      return [service];
    },
  });
  client = new SchedulerClient(endpoints.clientFor());
});
afterEach(async () => {
  client.destroy();
  await endpoints.close();
});

const create = () =>
  new CreateScheduleCommand({
    Name: 'sweep',
    ScheduleExpression: 'cron(* * * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: FUNCTION, RoleArn: ROLE, Input: '{"task":"sweep"}' },
  });

test('a schedule is created, described, listed, fired and deleted over the wire', async () => {
  const { ScheduleArn } = await client.send(create());
  expect(ScheduleArn).toBe(`arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/sweep`);
  await expect(client.send(new GetScheduleCommand({ Name: 'sweep' }))).resolves.toMatchObject({
    ScheduleExpression: 'cron(* * * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
    Target: { Arn: FUNCTION, Input: '{"task":"sweep"}' },
  });
  const { Schedules } = await client.send(new ListSchedulesCommand({}));
  expect(Schedules).toMatchObject([{ Name: 'sweep', State: 'ENABLED' }]);
  endpoints.clock.now += 30_000;
  await service.fireDue(endpoints.clock.now);
  expect(invoked).toEqual([`${FUNCTION} {"task":"sweep"}`]);
  await client.send(new DeleteScheduleCommand({ Name: 'sweep' }));
  await expect(client.send(new GetScheduleCommand({ Name: 'sweep' }))).rejects.toBeInstanceOf(
    ResourceNotFoundException,
  );
});

test('a second schedule of one name is a conflict, groups are not emulated', async () => {
  await client.send(create());
  await expect(client.send(create())).rejects.toBeInstanceOf(ConflictException);
  await expect(client.send(new CreateScheduleGroupCommand({ Name: 'g' }))).rejects.toThrow(
    /scheduler:CreateScheduleGroup/,
  );
});

test('whoever creates a schedule must be allowed to pass its role', async () => {
  const onlyCreate = { Effect: 'Allow', Action: 'scheduler:*', Resource: '*' } as const;
  const passRole = { Effect: 'Allow', Action: 'iam:PassRole', Resource: ROLE } as const;
  const without = new SchedulerClient(endpoints.clientFor(DEPLOYER, { Statement: [onlyCreate] }));
  await expect(without.send(create())).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const both = { Statement: [onlyCreate, passRole] };
  const withRole = new SchedulerClient(endpoints.clientFor(DEPLOYER, both));
  await expect(withRole.send(create())).resolves.toHaveProperty('ScheduleArn');
  without.destroy();
  withRole.destroy();
});
