import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { pausedKey } from './item-keys.dynamo.ts';
import type { PauseSwitch } from './pause-switch.ts';
import type { Effect } from './work.ts';

/** A pause takes effect within this time in every running function. */
const CACHE_MS = 10_000;

export const createPauseSwitch = (
  client: DynamoDBClient,
  directoryTable: string,
  now: () => Date,
): PauseSwitch => {
  let known: { effects: ReadonlySet<string>; until: number } | undefined;
  return {
    async isPaused(effect) {
      if (known === undefined || known.until <= now().getTime()) {
        const { Item } = await client.send(
          new GetItemCommand({ TableName: directoryTable, Key: marshall(pausedKey()) }),
        );
        const effects = Item === undefined ? [] : Object.keys(unmarshall(Item)['effects'] ?? {});
        known = { effects: new Set(effects), until: now().getTime() + CACHE_MS };
      }
      return known.effects.has(effect);
    },
  };
};

/** Pauses or resumes one effect (operator's command); who and when stand beside it. */
export const setPaused = async (
  client: DynamoDBClient,
  directoryTable: string,
  change: {
    readonly effect: Effect;
    readonly paused: boolean;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> => {
  const target = { TableName: directoryTable, Key: marshall(pausedKey()) };
  await client.send(
    new UpdateItemCommand({
      ...target,
      UpdateExpression: 'SET #effects = if_not_exists(#effects, :none)',
      ExpressionAttributeNames: { '#effects': 'effects' },
      ExpressionAttributeValues: marshall({ ':none': {} }),
    }),
  );
  await client.send(
    new UpdateItemCommand({
      ...target,
      ExpressionAttributeNames: { '#effects': 'effects', '#effect': change.effect },
      ...(change.paused
        ? {
            UpdateExpression: 'SET #effects.#effect = :mark',
            ExpressionAttributeValues: marshall({
              ':mark': { by: change.by, at: change.at.toISOString() },
            }),
          }
        : { UpdateExpression: 'REMOVE #effects.#effect' }),
    }),
  );
};
