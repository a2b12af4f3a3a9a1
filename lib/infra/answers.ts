import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/answer/env.ts';
import { OFFICE_SOURCE } from '../events/bus-rules.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowEffect, effectEnvironment, type OfficeResources } from './office-resources.ts';

/** Answers to the operations system, on the bus under the office's own source. */
export class Answers extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { bus, queues, defaults } = resources;
    const answer = new OfficeFunction<Environment>(this, 'Answer', defaults, {
      name: 'answer',
      timeout: Duration.seconds(effectTimeouts.answer),
      memorySize: 256,
      environment: { ...effectEnvironment(resources), EVENT_BUS_NAME: bus.eventBusName },
    })
      .allow(['events:PutEvents'], [bus.eventBusArn], {
        StringEquals: { 'events:source': OFFICE_SOURCE },
      })
      .readFrom(queues.of.answer, { batchSize: 10 });
    allowEffect(answer, resources, { wakes: [], removes: false });
  }
}
