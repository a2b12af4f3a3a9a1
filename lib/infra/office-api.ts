import { RemovalPolicy } from 'aws-cdk-lib';
import {
  HttpApi,
  type HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** One function and what it answers. */
export interface ApiDoor {
  /** Name of the integration. */
  readonly name: string;
  readonly handler: IFunction;
  /** For example `POST /events` or `GET /desk/{proxy+}`. */
  readonly routes: readonly string[];
  /** Why API Gateway itself need not ask who calls. */
  readonly proof: string;
}

/** The office's HTTP API. Its functions prove who calls: no authorizer sees a body or a role. */
export class OfficeApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
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
  }

  /** Lets a function answer these routes. */
  open({ name, handler, routes, proof }: ApiDoor): void {
    const integration = new HttpLambdaIntegration(`${name}Integration`, handler);
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      for (const added of this.api.addRoutes({
        path,
        methods: [method as HttpMethod],
        integration,
      }))
        acknowledge(added, 'APIG4', proof);
    }
  }
}
