import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { signerKey } from '../register/item-keys.dynamo.ts';
import { SigningRefusedError } from './errors.ts';
import { type Signer, type SignerDirectory, signerEntry } from './signers.ts';

/** Read at each signing: a certificate that was taken away must not be used from memory. */
export const createSignerDirectory = (client: DynamoDBClient, table: string): SignerDirectory => ({
  async find(signerId) {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: table,
        Key: marshall(signerKey(signerId)),
        ConsistentRead: true,
      }),
    );
    if (Item === undefined)
      throw new SigningRefusedError('SIGNER_UNKNOWN', 'the signer has no key and certificate here');
    return signerEntry.parse(unmarshall(Item));
  },
});

/** Enters a signer's key and certificate (operator's command). */
export const saveSigner = async (
  client: DynamoDBClient,
  table: string,
  signer: Signer,
): Promise<void> => {
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: marshall({ ...signerKey(signer.signerId), ...signer }, { removeUndefinedValues: true }),
    }),
  );
};
