import type { PolicyDocument } from '../aws/service.ts';
import type { LocalServer } from './local-server.ts';

/** A Lambda function of the template. */
export interface FunctionDefinition {
  /** Name of its folder below functions/, else its physical name. */
  readonly name: string;
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Folder of the unpacked bundle. */
  readonly codeFolder: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** An event source mapping from a queue to a function. */
export interface QueueMapping {
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** At most this many batches at once. */
  readonly maxConcurrency: number;
  readonly reportsItemFailures: boolean;
}

interface ApiRoute {
  /** For example `POST /events` or `$default`. */
  readonly routeKey: string;
  readonly integrationId: string;
}

/** An HTTP API, on a local port of its own. */
export interface HttpApi {
  readonly apiId: string;
  readonly server: LocalServer;
  readonly routes: ApiRoute[];
  /** Function ARNs by integration id. */
  readonly integrations: Map<string, string>;
}

/** A CloudFront distribution before a bucket, on a local port of its own. */
export interface Site {
  readonly server: LocalServer;
  readonly bucketName: string;
  readonly defaultRootObject: string;
  /** Source of the viewer-request function. */
  readonly viewerRequest?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly errorPages: ReadonlyMap<number, { readonly status: number; readonly page: string }>;
}

/** An alarm on the number of messages in a queue. */
export interface QueueAlarm {
  readonly name: string;
  readonly description: string;
  readonly queueName: string;
  readonly threshold: number;
}

/** What the template asks for besides resources of the endpoints; filled while they are made. */
export interface OfficeParts {
  readonly functions: Map<string, FunctionDefinition>;
  readonly mappings: QueueMapping[];
  readonly apis: Map<string, HttpApi>;
  readonly sites: Site[];
  readonly alarms: QueueAlarm[];
  /** Policies by role ARN. */
  readonly roles: Map<string, PolicyDocument[]>;
  readonly edgeFunctions: Map<string, string>;
  readonly responseHeaders: Map<string, Readonly<Record<string, string>>>;
  /** Rules and schedules of the template; others from earlier templates are removed. */
  readonly rules: Map<string, Set<string>>;
  readonly schedules: Set<string>;
  /** Opens a port for an API or a site; it answers 503 until the office has started. */
  openServer(kind: 'api' | 'portal'): Promise<LocalServer>;
}
