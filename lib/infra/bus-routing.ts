import { EventField, type IEventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { admittedPatterns, refusedPatterns } from './bus-patterns.ts';

export interface BusRoutingProps {
  readonly bus: IEventBus;
  readonly admitted: IQueue;
  readonly refused: IQueue;
}

/** R1 on the bus: only admitted events enter a queue whole; of the others only id and source do. */
export class BusRouting extends Construct {
  constructor(scope: Construct, id: string, { bus, admitted, refused }: BusRoutingProps) {
    super(scope, id);
    // Who put the entry on the bus stands beside the event, which alone could claim any source.
    const whole = RuleTargetInput.fromObject({
      account: EventField.account,
      source: EventField.source,
      event: EventField.fromPath('$.detail'),
    });
    const named = RuleTargetInput.fromObject({
      id: EventField.fromPath('$.detail.id'),
      source: EventField.fromPath('$.detail.source'),
    });
    for (const [name, eventPattern] of Object.entries(admittedPatterns))
      new Rule(this, `Admit${name}`, {
        eventBus: bus,
        eventPattern,
        targets: [new SqsQueue(admitted, { message: whole })],
      });
    for (const [name, eventPattern] of Object.entries(refusedPatterns))
      new Rule(this, `Refuse${name}`, {
        eventBus: bus,
        eventPattern,
        targets: [new SqsQueue(refused, { message: named })],
      });
  }
}
