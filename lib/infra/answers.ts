import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment as AnswerEnvironment } from '../../functions/answer/env.ts';
import type { Environment as WebhookEnvironment } from '../../functions/webhook/env.ts';
import { OFFICE_SOURCE } from '../events/bus-rules.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import {
  allowEffect,
  effectEnvironment,
  type OfficeResources,
  purposeIs,
} from './office-resources.ts';

/** Answers to the operations system: on the bus under the office's own source, and to webhooks. */
export class Answers extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    this.addAnswer(resources);
    this.addWebhook(resources);
  }

  private addAnswer(resources: OfficeResources): void {
    const { bus, queues, defaults } = resources;
    const answer = new OfficeFunction<AnswerEnvironment>(this, 'Answer', defaults, {
      name: 'answer',
      timeout: Duration.seconds(effectTimeouts.answer),
      memorySize: 256,
      environment: { ...effectEnvironment(resources), EVENT_BUS_NAME: bus.eventBusName },
    })
      .allow(['events:PutEvents'], [bus.eventBusArn], {
        StringEquals: { 'events:source': OFFICE_SOURCE },
      })
      .readFrom(queues.of.answer, { batchSize: 10 });
    allowEffect(answer, resources, { wakes: ['webhook'], removes: false });
  }

  /**
   * It calls addresses outside. It opens no file and no held envelope, and changes no registration;
   * the register's items, with a document's facts, are open to it as to every effect.
   */
  private addWebhook(resources: OfficeResources): void {
    const { state, queues, defaults } = resources;
    const webhook = new OfficeFunction<WebhookEnvironment>(this, 'Webhook', defaults, {
      name: 'webhook',
      timeout: Duration.seconds(effectTimeouts.webhook),
      memorySize: 256,
      environment: { ...effectEnvironment(resources), DATA_KEY_ID: state.dataKey.keyId },
    })
      .allow(['kms:Decrypt'], [state.dataKey.keyArn], purposeIs('webhook-secret'))
      // One answer at a time: a receiver that lets one wait holds up none of its batch.
      .readFrom(queues.of.webhook, { batchSize: 1, maxConcurrency: 20 });
    allowEffect(webhook, resources, { wakes: ['webhook'], removes: false });
  }
}
