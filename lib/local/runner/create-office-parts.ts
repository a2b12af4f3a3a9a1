import { openLocalServer } from './local-server.ts';
import type { OfficeParts } from './office-parts.ts';

export type OfficePorts = Readonly<Partial<Record<'endpoint' | 'api' | 'portal', number>>>;

/** Empty parts. The first API and the first site get the given ports, further ones any free port. */
export function createOfficeParts(ports: OfficePorts): OfficeParts {
  const left = new Map<string, number>(Object.entries(ports));
  return {
    functions: new Map(),
    mappings: [],
    apis: new Map(),
    sites: [],
    alarms: [],
    roles: new Map(),
    edgeFunctions: new Map(),
    responseHeaders: new Map(),
    rules: new Map(),
    schedules: new Set(),
    openServer: (kind) => {
      const port = left.get(kind) ?? 0;
      left.delete(kind);
      return openLocalServer(port);
    },
  };
}

/** Closes every port that was opened. */
export async function closeServers({ apis, sites }: OfficeParts): Promise<void> {
  const servers = [...apis.values(), ...sites].map(({ server }) => server);
  await Promise.all(servers.map((server) => server.close()));
}
