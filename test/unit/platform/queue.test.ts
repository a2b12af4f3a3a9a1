import { describe, expect, it } from '@jest/globals';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { createLogger } from '../../../lib/platform/logger.ts';
import { queueHandler } from '../../../lib/platform/queue.ts';

const SECRET = 'TUYỆTMẬTCANARY';
const record = (messageId: string, body = ''): SQSRecord =>
  ({ messageId, body, attributes: { ApproximateReceiveCount: '3' } }) as SQSRecord;

const deliver = async (app: (record: SQSRecord) => Promise<void>, ...records: SQSRecord[]) => {
  const lines: string[] = [];
  const logger = createLogger(
    'test',
    () => new Date(0),
    (line) => lines.push(line),
  );
  const { batchItemFailures } = await queueHandler(app, logger)(
    { Records: records } as SQSEvent,
    {} as Context,
  );
  return { failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), lines };
};

describe('A batch of messages', () => {
  it('fails only with its poisoned message; the neighbours are done', async () => {
    const done: string[] = [];
    const app = async ({ body }: SQSRecord) => {
      if (body === 'poison') throw new Error('cannot be read');
      done.push(body);
    };
    const { failed } = await deliver(
      app,
      record('1', 'a'),
      record('2', 'poison'),
      record('3', 'c'),
    );
    expect(failed).toEqual(['2']);
    expect(done).toEqual(['a', 'c']);
  });

  it('fails with no message when all are done, and with each when none is', async () => {
    expect((await deliver(async () => undefined, record('1'), record('2'))).failed).toEqual([]);
    const app = () => Promise.reject(new Error('x'));
    expect((await deliver(app, record('1'), record('2'))).failed).toEqual(['1', '2']);
  });

  it('fails alone also with an app that throws before it waits', async () => {
    const app = (({ body }: SQSRecord) => {
      if (body === 'poison') throw new Error('at once');
      return Promise.resolve();
    }) as (record: SQSRecord) => Promise<void>;
    expect((await deliver(app, record('1', 'poison'), record('2'))).failed).toEqual(['1']);
  });

  it('leaves in the log which message failed and where, and nothing of what it held', async () => {
    const app = async ({ body }: SQSRecord) => void JSON.parse(body);
    const { failed, lines } = await deliver(app, record('m-9', `${SECRET}\n    at ${SECRET}`));
    expect(failed).toEqual(['m-9']);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      messageId: 'm-9',
      count: 3,
      level: 'error',
    });
    expect(lines.join()).toContain('SyntaxError');
    expect(lines.join()).not.toMatch(/CANARY|TUYỆT/);
  });
});
