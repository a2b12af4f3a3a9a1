import { forgetWebhookStop } from '../../register/webhook-stops.dynamo.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { checkedWebhookUrl } from './checked-webhook-url.ts';
import type { SourceMessages } from './messages.en.ts';
import { newSecret } from './new-secret.kms.ts';
import { asOperator, findSource } from './with-registry.ts';

interface WebhookOptions {
  readonly as: string;
  readonly url?: string;
  readonly allowPrivate: boolean;
  readonly remove: boolean;
}

const removeWebhook = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  by: string,
): Promise<CommandResult> =>
  asOperator(context, by, async ({ registry }) => {
    const source = await findSource(registry, sourceId);
    const { webhook: _, ...without } = source;
    await registry.save(
      { action: 'source.webhook-removed', by, at: context.now() },
      without,
      source,
    );
    return { lines: [messages.webhookRemoved(sourceId)], data: { source: sourceId } };
  });

/** `vanthu source webhook`: another address with a secret of its own, or none; a stop is lifted. */
export const setWebhook = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  { as, url, allowPrivate, remove }: WebhookOptions,
): Promise<CommandResult> => {
  if (remove === (url !== undefined))
    throw new CommandError('WEBHOOK_URL_OR_REMOVE', { exitCode: exitCodes.usage });
  if (url === undefined) return removeWebhook(context, messages, sourceId, as);
  return asOperator(context, as, async ({ registry, tables }) => {
    const source = await findSource(registry, sourceId);
    const address = await checkedWebhookUrl(url, allowPrivate);
    const { text, sealedSecret } = await newSecret(context.address, sourceId, 'webhook-secret');
    await registry.save(
      { action: 'source.webhook-set', by: as, at: context.now() },
      { ...source, webhook: { url: address, sealedSecret, allowPrivate } },
      source,
    );
    await forgetWebhookStop(tables.dynamo, tables.names.register, sourceId);
    return {
      lines: [messages.webhookSecret(address, text), messages.shownOnce],
      data: { source: sourceId, webhook: address, webhookSecret: text },
    };
  });
};
