import { RemovalPolicy } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface IntakeApiProps {
  readonly name: string;
  /** Functions by the path they answer POST requests on. */
  readonly routes: Readonly<Record<string, IFunction>>;
}

/** The HTTP door. Senders prove themselves by an HMAC over the body, which no authorizer sees. */
export class IntakeApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { name, routes }: IntakeApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'HttpApi', { apiName: name, createDefaultStage: false });
    new HttpStage(this, 'DefaultStage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', {
            retention: RetentionDays.SIX_MONTHS,
            removalPolicy: RemovalPolicy.RETAIN,
          }),
        ),
      },
    });
    for (const [path, handler] of Object.entries(routes)) {
      const [route] = this.api.addRoutes({
        path,
        methods: [HttpMethod.POST],
        integration: new HttpLambdaIntegration(`${path.slice(1)}Integration`, handler),
      });
      if (route)
        acknowledge(
          route,
          'APIG4',
          'Each request carries an HMAC over id, time and body by a registered source; the function checks it.',
        );
    }
  }
}
