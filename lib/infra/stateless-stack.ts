import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { Answers } from './answers.ts';
import { Desk } from './desk.ts';
import { EffectQueues } from './effect-queues.ts';
import { Intake } from './intake.ts';
import { Notices } from './notices.ts';
import type { FunctionDefaults } from './office-function.ts';
import type { OfficeResources } from './office-resources.ts';
import type { OfficeSettings } from './office-settings.ts';
import { outputName } from './output-name.ts';
import { Portal } from './portal.ts';
import { Signing } from './signing.ts';
import type { StatefulStack } from './stateful-stack.ts';
import type { WorkQueue } from './work-queue.ts';
import { Workflow } from './workflow.ts';

export interface StatelessStackProps extends StackProps, FunctionDefaults {
  readonly settings: OfficeSettings;
  readonly state: StatefulStack;
}

/** Functions and what connects them; it can be thrown away and deployed again. */
export class StatelessStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { state, office, bundles, settings, ...props }: StatelessStackProps,
  ) {
    super(scope, id, props);
    const resources: OfficeResources = {
      defaults: { office, bundles },
      settings,
      state,
      bus: new EventBus(this, 'Bus', { eventBusName: office }),
      queues: new EffectQueues(this, 'EffectQueues', { office, alarmTopic: state.alarmTopic }),
    };
    const intake = new Intake(this, 'Intake', resources);
    new Workflow(this, 'Workflow', resources);
    new Signing(this, 'Signing', resources);
    new Notices(this, 'Notices', resources);
    new Portal(this, 'Portal', resources);
    new Answers(this, 'Answers', resources);
    const queues = {
      'receive-bus': intake.receiveBus,
      refuse: intake.refuse,
      ...resources.queues.of,
    };
    new Desk(this, 'Desk', {
      resources,
      api: intake.api,
      queues: { 'admit-file': state.admitFile, 'receive-inbox': state.receiveInbox, ...queues },
    });

    // Percent-encoded: CloudFormation shows letters outside ASCII as question marks.
    this.output('AgencyName', encodeURIComponent(settings.agencyName));
    this.output('AgencyPlace', encodeURIComponent(settings.agencyPlace));
    if (settings.agencyParent !== '')
      this.output('AgencyParent', encodeURIComponent(settings.agencyParent));
    this.output('ApiUrl', intake.api.api.apiEndpoint);
    this.output('EventBusName', resources.bus.eventBusName);
    this.queueOutputs(queues);
  }

  private output(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }

  private queueOutputs(queues: Readonly<Record<string, WorkQueue>>): void {
    for (const [name, { queue, deadLetters }] of Object.entries(queues)) {
      const prefix = outputName(name);
      this.output(`${prefix}QueueUrl`, queue.queueUrl);
      this.output(`${prefix}DeadLettersUrl`, deadLetters.queueUrl);
    }
  }
}
