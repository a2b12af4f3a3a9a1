import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** What has no end of its own ends with a working day. */
const LONGEST_S = 8 * 3600;

/** Sessions, codes and refresh tokens of the training issuer: in memory, gone with the process. */
export function createMemoryAdapter(now: () => number): (name: string) => Adapter {
  const kept = new Map<string, Kept>();
  const keysOfGrant = new Map<string, Set<string>>();

  const find = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    if (found !== undefined && found.until > now()) return found.payload;
    kept.delete(key);
    return undefined;
  };
  const forgetExpired = (): void => {
    for (const [key, { until }] of kept) if (until <= now()) kept.delete(key);
  };

  return (name) => {
    const keyOf = (id: string) => `${name}:${id}`;
    const findBy = (wanted: (payload: AdapterPayload) => boolean) =>
      [...kept.entries()]
        .filter(([key]) => key.startsWith(`${name}:`))
        .map(([key]) => find(key))
        .find((payload) => payload !== undefined && wanted(payload));
    return {
      upsert: async (id, payload, expiresIn) => {
        forgetExpired();
        kept.set(keyOf(id), { payload, until: now() + (expiresIn ?? LONGEST_S) * 1000 });
        if (payload.grantId === undefined) return;
        const ofGrant = keysOfGrant.get(payload.grantId) ?? new Set();
        keysOfGrant.set(payload.grantId, ofGrant.add(keyOf(id)));
      },
      find: async (id) => find(keyOf(id)),
      findByUid: async (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: async (code) => findBy((payload) => payload.userCode === code),
      consume: async (id) => {
        const found = kept.get(keyOf(id));
        if (found === undefined) return;
        const consumed = Math.floor(now() / 1000);
        kept.set(keyOf(id), { ...found, payload: { ...found.payload, consumed } });
      },
      destroy: async (id) => {
        kept.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const key of keysOfGrant.get(grantId) ?? []) kept.delete(key);
        keysOfGrant.delete(grantId);
      },
    };
  };
}
