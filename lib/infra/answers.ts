import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OFFICE_SOURCE } from '../events/bus-rules.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowCommit, commitEnvironment, type OfficeResources } from './office-resources.ts';

/** Answers to the operations system, on the bus under the office's own source. */
export class Answers extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state, bus, queues, defaults } = resources;
    const answer = new OfficeFunction(this, 'Answer', defaults, {
      name: 'answer',
      timeout: Duration.seconds(effectTimeouts.answer),
      memorySize: 256,
      environment: {
        ...commitEnvironment(resources),
        DIRECTORY_TABLE: state.tables.directory.tableName,
        EVENT_BUS_NAME: bus.eventBusName,
      },
    })
      .allow(['dynamodb:GetItem'], [state.tables.directory.tableArn])
      .allow(['events:PutEvents'], [bus.eventBusArn], {
        StringEquals: { 'events:source': OFFICE_SOURCE },
      })
      .readFrom(queues.of.answer, { batchSize: 10 });
    allowCommit(answer, resources);
  }
}
