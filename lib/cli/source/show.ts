import type { HistoryLine } from '../../register/history.ts';
import type { Source } from '../../register/source.ts';
import { createWebhookStops } from '../../register/webhook-stops.dynamo.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { localInstant } from '../describe-document.ts';
import { alignRows } from '../table.ts';
import type { SourceMessages } from './messages.en.ts';
import { findSource, withRegistry } from './with-registry.ts';

/** A registration without its secrets, not even sealed. */
const dataOf = (
  { sealedSecret, previousSecret, webhook, ...source }: Source,
  stoppedAt?: string,
) => ({
  ...source,
  hasSecret: sealedSecret !== undefined,
  ...(previousSecret === undefined ? {} : { previousSecretUntil: previousSecret.until }),
  ...(webhook === undefined
    ? {}
    : {
        webhook: {
          url: webhook.url,
          allowPrivate: webhook.allowPrivate,
          ...(stoppedAt === undefined ? {} : { stoppedAt }),
        },
      }),
});

const doorsOf = (source: Source, { doors }: SourceMessages): string =>
  [
    source.sealedSecret === undefined ? undefined : doors.http,
    source.busIdentity === undefined
      ? undefined
      : doors.bus(source.busIdentity.source, source.busIdentity.account),
    source.inbox === true ? doors.inbox(source.sourceId) : undefined,
  ]
    .filter((door) => door !== undefined)
    .join(', ');

const stateOf = (
  source: Source,
  stoppedAt: string | undefined,
  messages: SourceMessages,
): string => {
  if (source.disabled !== undefined) return messages.states.disabled;
  return stoppedAt === undefined ? messages.states.enabled : messages.states.stopped;
};

const factsOf = (source: Source, stoppedAt: string | undefined, messages: SourceMessages) => {
  const { fields, states, grades, numbers } = messages;
  const { disabled, webhook, previousSecret } = source;
  const rows: (readonly [string, string | undefined])[] = [
    [fields.id, source.sourceId],
    [fields.title, source.title],
    [
      fields.state,
      disabled === undefined
        ? states.enabled
        : `${states.disabled}: ${disabled.by}, ${localInstant(disabled.at)}, ${disabled.reason}`,
    ],
    [fields.allows, source.allows.join(', ')],
    [fields.doors, doorsOf(source, messages)],
    [fields.grade, [grades[source.defaultGrade], source.gradeDecision].filter(Boolean).join(', ')],
    [fields.numbers, source.ownArrivalNumbers ? numbers.own : numbers.given],
    [
      fields.approvers,
      source.approvers.map(({ personId, keyId }) => `${personId} (${keyId})`).join(', '),
    ],
    [fields.webhook, webhook?.url],
    [fields.stopped, stoppedAt === undefined ? undefined : localInstant(stoppedAt)],
    [
      fields.previous,
      previousSecret === undefined ? undefined : localInstant(previousSecret.until),
    ],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
};

const actsOf = (acts: readonly HistoryLine[], messages: SourceMessages): string[] =>
  alignRows(
    acts.map(({ at, action, by, reason = '' }) => [
      localInstant(at),
      messages.acts[action] ?? action,
      by,
      reason,
    ]),
  );

const stoppedAtOf = async (
  stops: ReturnType<typeof createWebhookStops>,
  { sourceId, webhook }: Source,
): Promise<string | undefined> => {
  if (webhook === undefined) return undefined;
  const stopped = await stops.find(sourceId);
  return stopped?.url === webhook.url ? stopped.at : undefined;
};

/** `vanthu source show ID`: the registration and what was done to it, never a secret. */
export const showSource = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
): Promise<CommandResult> =>
  withRegistry(context, async ({ registry, tables }) => {
    const source = await findSource(registry, sourceId);
    const stops = createWebhookStops(tables.dynamo, tables.names.register);
    const stoppedAt = await stoppedAtOf(stops, source);
    const acts = await registry.acts(sourceId);
    return {
      lines: [
        ...alignRows(factsOf(source, stoppedAt, messages)),
        ...(acts.length === 0 ? [] : ['', ...actsOf(acts, messages)]),
      ],
      data: { source: dataOf(source, stoppedAt), acts },
    };
  });

/** `vanthu source list`. */
export const listSources = (
  context: CommandContext,
  messages: SourceMessages,
): Promise<CommandResult> =>
  withRegistry(context, async ({ registry, tables }) => {
    const stops = createWebhookStops(tables.dynamo, tables.names.register);
    const sources = await Promise.all(
      (await registry.list()).map(async (source) => ({
        source,
        stoppedAt: await stoppedAtOf(stops, source),
      })),
    );
    const { fields } = messages;
    const rows = sources.map(({ source, stoppedAt }) => [
      source.sourceId,
      stateOf(source, stoppedAt, messages),
      doorsOf(source, messages),
      source.webhook === undefined ? '–' : new URL(source.webhook.url).host,
      source.title,
    ]);
    const heads = [fields.id, fields.state, fields.doors, fields.webhook, fields.title];
    return {
      lines: rows.length === 0 ? [messages.none] : alignRows([heads, ...rows]),
      data: { sources: sources.map(({ source, stoppedAt }) => dataOf(source, stoppedAt)) },
    };
  });
