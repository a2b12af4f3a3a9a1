import { mkdtempSync, rmSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatedService, ServiceCall, ServiceContext } from '../../lib/local/aws/service.ts';

/** Surroundings of an emulated service with a clock that stands still until a test moves it. */
export interface TestSurroundings {
  readonly context: ServiceContext;
  /** Moves the clock forward by so many milliseconds. */
  advance(milliseconds: number): void;
  remove(): void;
}

const START = Date.parse('2026-03-02T01:00:00Z');

export function createSurroundings(folder?: string): TestSurroundings {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'emulated-'));
  let now = START;
  return {
    context: {
      folder: home,
      region: 'ap-southeast-1',
      account: '111122223333',
      now: () => now,
      baseUrl: () => 'http://127.0.0.1:4510',
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Calls an operation's handler as the server would, without the wire. */
export async function callOperation<Output = Record<string, never>>(
  service: EmulatedService,
  operation: string,
  input: object = {},
): Promise<Output> {
  const handler = service.handlers[operation];
  if (handler === undefined) throw new Error(`${operation} is not emulated`);
  const call: ServiceCall = {
    principal: 'arn:aws:iam::111122223333:role/test',
    request: new IncomingMessage(new Socket()),
    url: new URL('http://127.0.0.1:4510/'),
    allows: () => true,
  };
  return (await handler(input as never, call)) as Output;
}
