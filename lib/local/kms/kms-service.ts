import * as sdk from '@aws-sdk/client-kms';
import {
  AwsServiceError,
  type EmulatedService,
  type OperationHandler,
  type ServiceContext,
} from '../aws/service.ts';
import { createAliasOperations } from './alias-operations.ts';
import { createCipherOperations } from './cipher-operations.ts';
import { createKeyLookup } from './key-lookup.ts';
import { createKeyOperations } from './key-operations.ts';
import { openKeyStore } from './key-store.ts';
import { createKmsAuthorization } from './kms-authorization.ts';
import { createSigningOperations } from './signing-operations.ts';

/** Embedded KMS for development, demonstration and training: keys lie in clear in the folder. */
export function createKms(context: ServiceContext): EmulatedService {
  const store = openKeyStore(context);
  const lookup = createKeyLookup(context, store);
  const operations: Record<string, OperationHandler> = {
    ...createKeyOperations(context, store, lookup),
    ...createAliasOperations(context, store, lookup),
    ...createSigningOperations(lookup),
    ...createCipherOperations(lookup),
  };
  return {
    signingName: 'kms',
    protocol: 'json',
    jsonVersion: '1.1',
    sdk,
    handlers: Object.fromEntries(
      Object.entries(operations).map(([name, handler]) => [name, refuseUnknownMembers(handler)]),
    ),
    authorize: createKmsAuthorization(context.account, store, lookup),
    close: async () => store.close(),
  };
}

/** Grants, enclaves and dry runs change what a call means, so they are refused rather than ignored. */
function refuseUnknownMembers(handler: OperationHandler): OperationHandler {
  return (input: Readonly<Record<string, unknown>>, call) => {
    const grants = input['GrantTokens'];
    const hasGrants = Array.isArray(grants) && grants.length > 0;
    if (hasGrants || input['DryRun'] || input['Recipient']) {
      throw new AwsServiceError(
        'UnsupportedOperationException',
        'GrantTokens, DryRun and Recipient are not emulated here.',
      );
    }
    return handler(input as never, call);
  };
}
