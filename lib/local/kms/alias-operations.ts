import type {
  CreateAliasRequest,
  DeleteAliasRequest,
  ListAliasesRequest,
  UpdateAliasRequest,
} from '@aws-sdk/client-kms';
import { AwsServiceError, type OperationHandler, type ServiceContext } from '../aws/service.ts';
import type { KeyLookup } from './key-lookup.ts';
import type { KeyStore, StoredAlias } from './key-store.ts';

/** CreateAlias, UpdateAlias, DeleteAlias, ListAliases. */
export function createAliasOperations(
  context: ServiceContext,
  store: KeyStore,
  lookup: KeyLookup,
): Record<string, OperationHandler> {
  const findAlias = (name: string | undefined): StoredAlias => {
    const alias = store.findAlias(name ?? '');
    if (alias !== undefined) return alias;
    throw new AwsServiceError(
      'NotFoundException',
      `Alias ${lookup.aliasArn(name ?? '')} is not found.`,
    );
  };

  return {
    CreateAlias(input: CreateAliasRequest) {
      const name = checkAliasName(input.AliasName);
      if (store.findAlias(name) !== undefined) {
        throw new AwsServiceError(
          'AlreadyExistsException',
          `An alias with the name ${lookup.aliasArn(name)} already exists`,
        );
      }
      const key = lookup.find(input.TargetKeyId);
      const at = context.now();
      store.saveAlias({ name, keyId: key.id, createdAt: at, updatedAt: at });
      return undefined;
    },

    UpdateAlias(input: UpdateAliasRequest) {
      const alias = findAlias(input.AliasName);
      const current = lookup.find(alias.keyId);
      const next = lookup.find(input.TargetKeyId);
      if (current.usage !== next.usage) {
        throw new AwsServiceError(
          'ValidationException',
          'The current key and the new key of an alias must have the same key usage.',
        );
      }
      store.saveAlias({ ...alias, keyId: next.id, updatedAt: context.now() });
      return undefined;
    },

    DeleteAlias(input: DeleteAliasRequest) {
      store.deleteAlias(findAlias(input.AliasName).name);
      return undefined;
    },

    ListAliases(input: ListAliasesRequest) {
      const only = input.KeyId === undefined ? undefined : lookup.find(input.KeyId).id;
      const aliases = store
        .listAliases()
        .filter((alias) => only === undefined || alias.keyId === only)
        .map((alias) => ({
          AliasName: alias.name,
          AliasArn: lookup.aliasArn(alias.name),
          TargetKeyId: alias.keyId,
          CreationDate: new Date(alias.createdAt),
          LastUpdatedDate: new Date(alias.updatedAt),
        }));
      // All in one page; AWS gives 50 and callers must follow the marker there.
      return { Aliases: aliases, Truncated: false };
    },
  };
}

function checkAliasName(name: string | undefined): string {
  if (name === undefined || !/^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(name)) {
    throw new AwsServiceError(
      'InvalidAliasNameException',
      'Alias must start with the prefix alias/',
    );
  }
  if (name.startsWith('alias/aws/')) {
    throw new AwsServiceError('NotAuthorizedException', 'alias/aws/ is reserved for AWS.');
  }
  return name;
}
