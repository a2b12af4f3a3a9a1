import { join } from 'node:path';
import type { PolicyDocument, ServiceContext } from '../aws/service.ts';
import { openJournal } from '../durable/journal.ts';
import type { KeySpec, KeyUsage } from './key-specs.ts';

export interface StoredKey {
  readonly id: string;
  readonly spec: KeySpec;
  readonly usage: KeyUsage;
  /** Secret in clear: base64 or PEM. Development only; on AWS it never leaves an HSM. */
  readonly material: string;
  readonly createdAt: number;
  readonly description: string;
  readonly enabled: boolean;
  /** Set while the key waits for its deletion; epoch milliseconds. */
  readonly deletionAt: number | null;
  readonly policy: PolicyDocument;
  readonly tags: readonly { readonly TagKey: string; readonly TagValue: string }[];
}

export interface StoredAlias {
  /** With its prefix, for example `alias/sign/leader-1`. */
  readonly name: string;
  readonly keyId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

type KeyEntry =
  | { readonly kind: 'key'; readonly key: StoredKey }
  | { readonly kind: 'keyDestroyed'; readonly id: string }
  | { readonly kind: 'alias'; readonly alias: StoredAlias }
  | { readonly kind: 'aliasDeleted'; readonly name: string };

export interface KeyStore {
  findKey(id: string): StoredKey | undefined;
  saveKey(key: StoredKey): void;
  findAlias(name: string): StoredAlias | undefined;
  saveAlias(alias: StoredAlias): void;
  deleteAlias(name: string): void;
  listAliases(): readonly StoredAlias[];
  close(): void;
}

/**
 * Keys and aliases in the service's folder, in a file with mode 0600.
 * Key material lies there unencrypted: this store is for development, demonstration and training.
 */
export function openKeyStore(context: ServiceContext): KeyStore {
  const keys = new Map<string, StoredKey>();
  const aliases = new Map<string, StoredAlias>();

  const apply = (entry: KeyEntry) => {
    if (entry.kind === 'key') keys.set(entry.key.id, entry.key);
    else if (entry.kind === 'alias') aliases.set(entry.alias.name, entry.alias);
    else if (entry.kind === 'aliasDeleted') aliases.delete(entry.name);
    else {
      keys.delete(entry.id);
      for (const alias of [...aliases.values()]) {
        if (alias.keyId === entry.id) aliases.delete(alias.name);
      }
    }
  };
  const journal = openJournal<KeyEntry>({
    file: join(context.folder, 'keys.jsonl'),
    apply,
    *snapshot() {
      for (const key of keys.values()) yield { kind: 'key', key };
      for (const alias of aliases.values()) yield { kind: 'alias', alias };
    },
  });

  /** A key whose waiting period is over is gone for good, also from the disk. */
  const destroyExpired = (key: StoredKey) => {
    if (key.deletionAt === null || key.deletionAt > context.now()) return false;
    journal.commit({ kind: 'keyDestroyed', id: key.id });
    journal.compact();
    return true;
  };

  return {
    findKey(id) {
      const key = keys.get(id);
      return key === undefined || destroyExpired(key) ? undefined : key;
    },
    saveKey: (key) => journal.commit({ kind: 'key', key }),
    findAlias: (name) => aliases.get(name),
    saveAlias: (alias) => journal.commit({ kind: 'alias', alias }),
    deleteAlias: (name) => journal.commit({ kind: 'aliasDeleted', name }),
    listAliases: () => [...aliases.values()],
    close: () => journal.close(),
  };
}
