import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runVanthu } from './vanthu-process.ts';

describe('a start that cannot be', () => {
  let taken: Server;
  let parent: string;
  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'vanthu-refused-'));
    writeFileSync(join(parent, 'luan-van.txt'), 'không được mất');
    taken = createServer();
    await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready));
  });
  afterAll(async () => {
    await new Promise((closed) => taken.close(closed));
    rmSync(parent, { recursive: true, force: true });
  });

  it('says which port is taken', async () => {
    const { port } = taken.address() as AddressInfo;
    const other = join(tmpdir(), `vanthu-port-${process.pid}`);
    const ended = await runVanthu(
      ...['start', '--once', '--no-samples', '--office', other, '--port-base', String(port)],
    );
    rmSync(other, { recursive: true, force: true });
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain(`PORT_TAKEN: Cổng ${port} đang được chương trình khác dùng.`);
  });

  it('does not remove a folder that is no office, whatever --fresh says', async () => {
    const ended = await runVanthu('start', '--once', '--fresh', '--office', parent);
    expect(ended.stderr).toContain('NOT_AN_OFFICE');
    expect(readdirSync(parent)).toEqual(['luan-van.txt']);
  });
});
