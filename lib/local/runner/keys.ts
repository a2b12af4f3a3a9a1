import {
  CreateAliasCommand,
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DescribeKeyCommand,
  PutKeyPolicyCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { RunnerError } from './errors.ts';
import {
  failedWith,
  generatedName,
  type Properties,
  type ResourceContext,
  type ResourceType,
} from './resource-type.ts';

async function findKey(KeyId: string, { clients }: ResourceContext) {
  try {
    return (await clients.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
  } catch (error) {
    if (failedWith(error, 'NotFoundException')) return undefined;
    throw error;
  }
}

async function createKey(alias: string, properties: Properties, { clients }: ResourceContext) {
  const { KeySpec, KeyUsage, Description, KeyPolicy } = properties;
  const { KeyMetadata } = await clients.kms.send(
    new CreateKeyCommand({
      KeySpec: (KeySpec ?? 'SYMMETRIC_DEFAULT') as CreateKeyCommandInput['KeySpec'],
      KeyUsage: (KeyUsage ?? 'ENCRYPT_DECRYPT') as CreateKeyCommandInput['KeyUsage'],
      Description: String(Description ?? ''),
      Policy: JSON.stringify(KeyPolicy),
    }),
  );
  await clients.kms.send(
    new CreateAliasCommand({ AliasName: alias, TargetKeyId: KeyMetadata?.KeyId }),
  );
  return KeyMetadata;
}

/**
 * AWS::KMS::Key. Key ids are random; an alias made of stack and logical id finds the key again
 * at the next start.
 */
export const key: ResourceType = {
  effective: ['Description', 'KeyPolicy', 'KeySpec', 'KeyUsage'],
  ignored: {
    EnableKeyRotation: 'rotation takes a year; old material would stay readable anyway',
    PendingWindowInDays: 'the runner deletes no keys',
    Tags: 'nothing here is chosen by tags',
  },
  async ensure(properties, context) {
    const alias = `alias/local/${generatedName(context, 200)}`;
    const existing = await findKey(alias, context);
    const wanted = String(properties['KeySpec'] ?? 'SYMMETRIC_DEFAULT');
    if (existing && existing.KeySpec !== wanted)
      throw new RunnerError('UNSUPPORTED_CHANGE', context.where, 'the kind of a key cannot change');
    if (existing)
      await context.clients.kms.send(
        new PutKeyPolicyCommand({
          KeyId: existing.KeyId,
          Policy: JSON.stringify(properties['KeyPolicy']),
        }),
      );
    const metadata = existing ?? (await createKey(alias, properties, context));
    const KeyId = metadata?.KeyId ?? '';
    return { ref: KeyId, attributes: { Arn: metadata?.Arn ?? '', KeyId } };
  },
};

/** AWS::KMS::Alias. */
export const keyAlias: ResourceType = {
  effective: ['AliasName', 'TargetKeyId'],
  async ensure(properties, { clients }) {
    const AliasName = String(properties['AliasName']);
    const TargetKeyId = String(properties['TargetKeyId']);
    try {
      await clients.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
    } catch (error) {
      if (!failedWith(error, 'AlreadyExistsException')) throw error;
      await clients.kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId }));
    }
    return { ref: AliasName };
  },
};
