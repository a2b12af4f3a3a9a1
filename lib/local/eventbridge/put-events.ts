import { randomUUID } from 'node:crypto';
import type { PutEventsRequest, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { AwsServiceError, type ServiceContext } from '../aws/service.ts';
import type { PendingDelivery } from '../durable/deliveries.ts';
import type { EventAddresses } from './event-addresses.ts';
import { compileEventPattern } from './event-pattern.ts';
import type { RuleStore, StoredRule } from './rule-store.ts';
import { type BusEvent, buildTargetInput } from './target-input.ts';
import { toDeliveryTarget } from './target-operations.ts';

const MAX_ENTRIES = 10;
const MAX_BYTES = 262_144;
const TIME_BYTES = 14;

/** An event that a bus has taken. */
export interface AcceptedEvent {
  readonly bus: string;
  readonly event: BusEvent;
}

/** Checks a whole PutEvents call; throws ValidationException. */
export function checkPutEvents(input: PutEventsRequest): readonly PutEventsRequestEntry[] {
  const entries = input.Entries ?? [];
  if (input.EndpointId !== undefined) {
    throw new AwsServiceError('NotImplemented', 'Global endpoints are not emulated locally', {
      status: 501,
    });
  }
  if (entries.length === 0 || entries.length > MAX_ENTRIES) {
    throw invalid(
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${MAX_ENTRIES}`,
    );
  }
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_BYTES) {
    throw invalid('Total size of the entries in the request is over the limit.');
  }
  return entries;
}

/** Size of an entry as AWS counts it, in bytes. */
function sizeOf(entry: PutEventsRequestEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
  return bytes + (entry.Time === undefined ? 0 : TIME_BYTES);
}

/** Makes the event of one entry; throws the error that stands in the entry's answer. */
export function acceptEntry(
  entry: PutEventsRequestEntry,
  context: ServiceContext,
  addresses: EventAddresses,
): AcceptedEvent {
  for (const member of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[member]) {
      throw new AwsServiceError(
        'InvalidArgument',
        `Parameter ${member} is not valid. Reason: ${member} is a required argument.`,
      );
    }
  }
  if (entry.Source?.startsWith('aws.')) {
    throw new AwsServiceError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  // AWS drops events for a bus that is not there; here the sender hears of it.
  const bus = addresses.findBus(entry.EventBusName);
  const event = buildEvent(context, {
    source: entry.Source ?? '',
    detailType: entry.DetailType ?? '',
    time: entry.Time?.getTime() ?? context.now(),
    resources: entry.Resources ?? [],
    detail: parseDetail(entry.Detail ?? ''),
  });
  return { bus, event };
}

/** The envelope that rules see. */
export function buildEvent(
  context: ServiceContext,
  facts: {
    readonly source: string;
    readonly detailType: string;
    readonly time: number;
    readonly resources: readonly string[];
    readonly detail: object;
  },
): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': facts.detailType,
    source: facts.source,
    account: context.account,
    time: toSeconds(facts.time),
    region: context.region,
    resources: facts.resources,
    detail: facts.detail,
  };
}

/** ISO 8601 without fractions, as EventBridge writes times. */
function toSeconds(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The deliveries that an event causes: one for each target of each rule that fits. */
export function routeEvent(
  { bus, event }: AcceptedEvent,
  context: ServiceContext,
  store: RuleStore,
  addresses: EventAddresses,
): PendingDelivery[] {
  return store
    .rulesOf(bus)
    .filter(
      (rule) =>
        rule.enabled && rule.eventPattern !== null && compileEventPattern(rule.eventPattern)(event),
    )
    .flatMap((rule) => deliveriesOf(rule, event, context.now(), addresses));
}

export function deliveriesOf(
  rule: StoredRule,
  event: BusEvent,
  now: number,
  addresses: EventAddresses,
): PendingDelivery[] {
  const ruleArn = addresses.ruleArn(rule.bus, rule.name);
  const identity = { ruleArn, ruleName: rule.name, ingestionTime: toSeconds(now) };
  return Object.values(rule.targets).map((target) => ({
    id: randomUUID(),
    target: toDeliveryTarget(target, ruleArn),
    body: buildTargetInput(target, event, identity),
    acceptedAt: now,
    attempts: 0,
    nextAttemptAt: now,
  }));
}

function parseDetail(text: string): object {
  let detail: unknown;
  try {
    detail = JSON.parse(text);
  } catch {
    throw malformedDetail();
  }
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
    throw malformedDetail();
  }
  return detail;
}

function malformedDetail(): AwsServiceError {
  return new AwsServiceError('MalformedDetail', 'Detail is malformed.');
}

function invalid(message: string): AwsServiceError {
  return new AwsServiceError('ValidationException', message);
}
