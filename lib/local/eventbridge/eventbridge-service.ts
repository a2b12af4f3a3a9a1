import { setTimeout as startTimer } from 'node:timers';
import type { PutEventsRequest, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import * as sdk from '@aws-sdk/client-eventbridge';
import { AwsServiceError, type EmulatedService, type ServiceContext } from '../aws/service.ts';
import {
  createDeliveryPump,
  type Deliver,
  type DroppedListener,
  type PendingDelivery,
} from '../durable/deliveries.ts';
import { createEventAddresses } from './event-addresses.ts';
import { createEventBridgeAuthorization } from './eventbridge-authorization.ts';
import {
  type AcceptedEvent,
  acceptEntry,
  buildEvent,
  checkPutEvents,
  deliveriesOf,
  routeEvent,
} from './put-events.ts';
import { createRuleOperations, nextDueOf } from './rule-operations.ts';
import { openRuleStore, type StoredRule } from './rule-store.ts';
import { createTargetOperations } from './target-operations.ts';

export interface EventBridgeOptions {
  /** Hands an event to a target of a rule, or a dead letter to its queue. */
  readonly deliver: Deliver;
  /** Told of events that were given up and had no dead-letter queue. */
  readonly onDropped: DroppedListener;
  /** Which targets PutTargets takes. Default: SQS queues. */
  acceptsTarget?(arn: string): boolean;
}

export interface EmulatedEventBridge extends EmulatedService {
  /** Called for each event that a bus has taken; returns the way to stop. */
  onEvent(listener: (accepted: AcceptedEvent) => void): () => void;
  /** Delivers for all schedule rules that are due; missed times count once. Returns how many were due. */
  fireDue(now: number): Promise<number>;
  /** Tries all due deliveries and resolves when each was tried. */
  deliverDue(): Promise<void>;
  /** Deliveries that are accepted and not yet made. */
  pendingDeliveries(): number;
}

/** How often pending deliveries are looked at; their times are those of the emulated clock. */
const LOOK_MS = 100;

/** Embedded EventBridge: an accepted event is durable until every target has taken it. */
export function createEventBridge(
  context: ServiceContext,
  options: EventBridgeOptions,
): EmulatedEventBridge {
  const store = openRuleStore(context);
  const addresses = createEventAddresses(context, store);
  const listeners = new Set<(accepted: AcceptedEvent) => void>();
  const pump = createDeliveryPump({
    now: context.now,
    pending: store.pending,
    deliver: options.deliver,
    onDropped: options.onDropped,
    commit: store.commit,
  });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  const deliverDue = () => {
    running = pump.run();
    return running;
  };
  const lookAgain = (delay: number) => {
    if (closed || timer !== undefined || store.pending.size === 0) return;
    timer = startTimer(() => {
      timer = undefined;
      // A failure in here is one of the journal; it must not pass as an unanswered promise.
      void deliverDue().finally(() => lookAgain(LOOK_MS));
    }, delay);
  };
  const enqueue = (deliveries: readonly PendingDelivery[]) => {
    store.commit(...deliveries.map((delivery) => ({ kind: 'pending', delivery }) as const));
    lookAgain(0);
  };

  const putEvents = (input: PutEventsRequest) => {
    const accepted: AcceptedEvent[] = [];
    const answers = checkPutEvents(input).map((entry): PutEventsResultEntry => {
      try {
        const taken = acceptEntry(entry, context, addresses);
        accepted.push(taken);
        return { EventId: String(taken.event['id']) };
      } catch (error) {
        if (!(error instanceof AwsServiceError)) throw error;
        return { ErrorCode: error.code, ErrorMessage: error.message };
      }
    });
    enqueue(accepted.flatMap((event) => routeEvent(event, context, store, addresses)));
    for (const event of accepted) for (const listener of listeners) listener(event);
    return { FailedEntryCount: answers.length - accepted.length, Entries: answers };
  };

  const fireRule = (rule: StoredRule, now: number) => {
    const event = buildEvent(context, {
      source: 'aws.events',
      detailType: 'Scheduled Event',
      time: rule.nextDueAt ?? now,
      resources: [addresses.ruleArn(rule.bus, rule.name)],
      detail: {},
    });
    const nextDueAt = nextDueOf(rule.scheduleExpression, now, rule.scheduledSince);
    store.commit(
      { kind: 'rule', rule: { ...rule, nextDueAt } },
      ...deliveriesOf(rule, event, now, addresses).map(
        (delivery) => ({ kind: 'pending', delivery }) as const,
      ),
    );
  };

  lookAgain(0);
  return {
    signingName: 'events',
    protocol: 'json',
    jsonVersion: '1.1',
    sdk,
    handlers: {
      PutEvents: putEvents,
      ...createRuleOperations(context, store, addresses),
      ...createTargetOperations(
        store,
        addresses,
        options.acceptsTarget ?? ((arn) => arn.startsWith('arn:aws:sqs:')),
      ),
    },
    authorize: createEventBridgeAuthorization(addresses),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async fireDue(now) {
      const due = store
        .allRules()
        .filter((rule) => rule.enabled && rule.nextDueAt !== null && rule.nextDueAt <= now);
      for (const rule of due) fireRule(rule, now);
      await deliverDue();
      lookAgain(LOOK_MS);
      return due.length;
    },
    deliverDue,
    pendingDeliveries: () => store.pending.size,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
      store.close();
    },
  };
}
