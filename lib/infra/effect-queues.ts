import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { WorkQueue } from './work-queue.ts';

/** Time-out of the function behind each effect queue, in seconds. */
export const effectTimeouts = {
  screen: 30,
  sign: 60,
  notify: 30,
  'send-sms': 30,
  publish: 60,
  answer: 30,
  webhook: 30,
} as const;

export type Effect = keyof typeof effectTimeouts;

/** One queue and one dead-letter queue for each effect. */
export class EffectQueues extends Construct {
  readonly of: Readonly<Record<Effect, WorkQueue>>;

  constructor(scope: Construct, id: string, props: { office: string; alarmTopic: ITopic }) {
    super(scope, id);
    const make = (effect: Effect) =>
      new WorkQueue(this, effect, {
        queueName: `${props.office}-${effect}`,
        functionTimeout: Duration.seconds(effectTimeouts[effect]),
        alarmTopic: props.alarmTopic,
      });
    this.of = {
      screen: make('screen'),
      sign: make('sign'),
      notify: make('notify'),
      'send-sms': make('send-sms'),
      publish: make('publish'),
      answer: make('answer'),
      webhook: make('webhook'),
    };
  }

  /** Addresses of the queues that a commit may make work for. */
  get commitEnvironment() {
    return {
      SCREEN_QUEUE_URL: this.of.screen.queue.queueUrl,
      SIGN_QUEUE_URL: this.of.sign.queue.queueUrl,
      NOTIFY_QUEUE_URL: this.of.notify.queue.queueUrl,
      PUBLISH_QUEUE_URL: this.of.publish.queue.queueUrl,
      ANSWER_QUEUE_URL: this.of.answer.queue.queueUrl,
      WEBHOOK_QUEUE_URL: this.of.webhook.queue.queueUrl,
    };
  }
}
