import { once } from 'node:events';
import { createServer } from 'node:net';
import { CommandError } from '../../cli/errors.ts';
import type { TrainingPorts } from './training-office.ts';

/**
 * Looks at the ports before time is spent on anything else.
 * @throws CommandError PORT_TAKEN
 */
export async function checkPorts(ports: TrainingPorts): Promise<void> {
  for (const port of Object.values(ports)) {
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
      throw new CommandError('PORT_TAKEN', { facts: { port: String(port) }, cause });
    }
    server.close();
    await once(server, 'close');
  }
}
