import type { ServiceContext } from '../../lib/local/aws/service.ts';

export const CRASH_QUEUE = 'crash';

/** The surroundings that parent and child have in common. */
export function crashContext(folder: string): ServiceContext {
  return {
    folder,
    region: 'ap-southeast-1',
    account: '111122223333',
    now: Date.now,
    baseUrl: () => 'http://127.0.0.1',
  };
}
