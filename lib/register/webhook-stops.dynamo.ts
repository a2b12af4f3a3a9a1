import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { stoppedWebhookKey } from './item-keys.dynamo.ts';
import type { WebhookStops } from './webhook-stops.ts';

const stopped = z.object({ sourceId: z.string(), url: z.string(), at: z.iso.datetime() });

/**
 * The marks lie in the register, not beside the registration: the function that meets a 410 must
 * not be able to change what a source is trusted with.
 */
export const createWebhookStops = (
  client: DynamoDBClient,
  registerTable: string,
): WebhookStops => ({
  async find(sourceId) {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: registerTable,
        Key: marshall(stoppedWebhookKey(sourceId)),
        ConsistentRead: true,
      }),
    );
    return Item === undefined ? undefined : stopped.parse(unmarshall(Item));
  },
  async stop(mark) {
    await client.send(
      new PutItemCommand({
        TableName: registerTable,
        Item: marshall({ ...stoppedWebhookKey(mark.sourceId), ...mark }),
      }),
    );
  },
});

/** The operator has registered the webhook anew: what waits for it goes out again. */
export const forgetWebhookStop = async (
  client: DynamoDBClient,
  registerTable: string,
  sourceId: string,
): Promise<void> => {
  await client.send(
    new DeleteItemCommand({
      TableName: registerTable,
      Key: marshall(stoppedWebhookKey(sourceId)),
    }),
  );
};
