import { alarm } from './alarms.ts';
import { bucket, bucketPolicy } from './buckets.ts';
import { eventBus, rule, schedule } from './events.ts';
import { eventSourceMapping, lambdaFunction } from './functions.ts';
import { api, integration, route, stage } from './http-apis.ts';
import { key, keyAlias } from './keys.ts';
import { queue, queuePolicy } from './queues.ts';
import { generatedName, type ResourceContext, type ResourceType } from './resource-type.ts';
import { inlinePolicy, managedPolicy, role } from './roles.ts';
import { distribution, edgeFunction, responseHeadersPolicy } from './sites.ts';
import { table } from './tables.ts';

/** A type that needs a name and an ARN, but does nothing here. */
interface InertType {
  readonly reason: string;
  /** ARN, given as the part after `arn:aws:`. */
  readonly arn?: (context: ResourceContext, name: string) => string;
}

/** Types without local effect, each with the reason. */
const inertTypes: Readonly<Record<string, InertType>> = {
  'AWS::CDK::Metadata': { reason: 'says which constructs made the template' },
  'AWS::CloudFront::OriginAccessControl': {
    reason: 'the local site reads its bucket as the operator',
  },
  'AWS::Lambda::Permission': {
    reason: 'only the runner itself invokes functions, as the template wires them',
  },
  'AWS::Logs::LogGroup': {
    reason: 'lines go to the folder logs/ and stay there',
    arn: ({ region, account }, name) => `logs:${region}:${account}:log-group:${name}:*`,
  },
  'AWS::SNS::Topic': {
    reason: 'alarms reach the listeners of the runner; nothing else publishes to topics',
    arn: ({ region, account }, name) => `sns:${region}:${account}:${name}`,
  },
  'AWS::SNS::TopicPolicy': { reason: 'no topic is published to here' },
};

function inert({ arn }: InertType): Omit<ResourceType, 'effective'> {
  return {
    ensure(properties, context) {
      const name = String(
        properties['LogGroupName'] ?? properties['TopicName'] ?? generatedName(context),
      );
      const Arn = arn ? `arn:aws:${arn(context, name)}` : '';
      // A topic's Ref is its ARN.
      return {
        ref: Arn.includes(':sns:') ? Arn : name,
        attributes: { Arn, TopicArn: Arn, Id: name },
      };
    },
  };
}

const effectiveTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::Integration': integration,
  'AWS::ApiGatewayV2::Route': route,
  'AWS::ApiGatewayV2::Stage': stage,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::Function': edgeFunction,
  'AWS::CloudFront::ResponseHeadersPolicy': responseHeadersPolicy,
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::Rule': rule,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Policy': inlinePolicy,
  'AWS::IAM::Role': role,
  'AWS::KMS::Alias': keyAlias,
  'AWS::KMS::Key': key,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': bucketPolicy,
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': queuePolicy,
  'AWS::Scheduler::Schedule': schedule,
};

/** How a type is made; undefined for a type the runner does not know. */
export function findResourceType(type: string): Omit<ResourceType, 'effective'> | undefined {
  const inertType = inertTypes[type];
  return effectiveTypes[type] ?? (inertType ? inert(inertType) : undefined);
}

/** Properties of a known type that the runner neither acts on nor lists as without effect. */
export function unknownProperties(type: string, names: readonly string[]): string[] {
  const known = effectiveTypes[type];
  if (!known) return [];
  return names.filter(
    (name) => !known.effective.includes(name) && !(name in (known.ignored ?? {})),
  );
}
