import { RunnerError } from './errors.ts';
import type { Site } from './office-parts.ts';
import { generatedName, type ResourceContext, type ResourceType } from './resource-type.ts';
import { isRecord } from './template.ts';

/** AWS::CloudFront::Function: its source, for the sites that name it. */
export const edgeFunction: ResourceType = {
  effective: ['FunctionCode', 'FunctionConfig', 'Name'],
  ignored: { AutoPublish: 'each start publishes' },
  ensure(properties, context) {
    const name = generatedName(context, 64);
    const arn = `arn:aws:cloudfront::${context.account}:function/${name}`;
    context.parts.edgeFunctions.set(arn, String(properties['FunctionCode']));
    return { ref: arn, attributes: { FunctionARN: arn } };
  },
};

const securityHeaderNames: Readonly<Record<string, (value: Record<string, unknown>) => string[]>> =
  {
    ContentSecurityPolicy: (v) => ['content-security-policy', String(v['ContentSecurityPolicy'])],
    ContentTypeOptions: () => ['x-content-type-options', 'nosniff'],
    FrameOptions: (v) => ['x-frame-options', String(v['FrameOption'])],
    ReferrerPolicy: (v) => ['referrer-policy', String(v['ReferrerPolicy'])],
    // Browsers ignore it on plain HTTP, and pinning 127.0.0.1 would break other projects.
    StrictTransportSecurity: () => [],
  };

function securityHeaders(config: unknown, { where }: ResourceContext): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [kind, value] of Object.entries(isRecord(config) ? config : {})) {
    const read = securityHeaderNames[kind];
    if (!read) throw new RunnerError('UNKNOWN_PROPERTY', where, `header ${kind} is not known here`);
    const [name, text] = read(value as Record<string, unknown>);
    if (name !== undefined && text !== undefined) headers[name] = text;
  }
  return headers;
}

/** AWS::CloudFront::ResponseHeadersPolicy. */
export const responseHeadersPolicy: ResourceType = {
  effective: ['ResponseHeadersPolicyConfig'],
  ensure(properties, context) {
    const config = properties['ResponseHeadersPolicyConfig'];
    const security = isRecord(config) ? config['SecurityHeadersConfig'] : undefined;
    context.parts.responseHeaders.set(generatedName(context), securityHeaders(security, context));
    return { ref: generatedName(context) };
  },
};

interface DistributionConfig {
  readonly DefaultRootObject?: string;
  readonly Origins: readonly { readonly Id: string; readonly DomainName: string }[];
  readonly DefaultCacheBehavior: {
    readonly TargetOriginId: string;
    readonly ResponseHeadersPolicyId?: string;
    readonly FunctionAssociations?: readonly {
      readonly EventType: string;
      readonly FunctionARN: string;
    }[];
  };
  readonly CustomErrorResponses?: readonly {
    readonly ErrorCode: number;
    readonly ResponseCode: number;
    readonly ResponsePagePath: string;
  }[];
}

function siteOf(config: DistributionConfig, context: ResourceContext): Omit<Site, 'server'> {
  const { parts, where } = context;
  const behavior = config.DefaultCacheBehavior;
  const origin = config.Origins.find(({ Id }) => Id === behavior.TargetOriginId);
  const bucketName = /^(.+)\.s3\.[^/]*amazonaws\.com$/.exec(origin?.DomainName ?? '')?.[1];
  if (bucketName === undefined)
    throw new RunnerError('UNKNOWN_PROPERTY', where, 'only a bucket can be the origin here');
  const association = behavior.FunctionAssociations?.find(
    ({ EventType }) => EventType === 'viewer-request',
  );
  const viewerRequest = association && parts.edgeFunctions.get(association.FunctionARN);
  return {
    bucketName,
    defaultRootObject: config.DefaultRootObject ?? '',
    headers: parts.responseHeaders.get(behavior.ResponseHeadersPolicyId ?? '') ?? {},
    ...(viewerRequest === undefined ? {} : { viewerRequest }),
    errorPages: new Map(
      (config.CustomErrorResponses ?? []).map(({ ErrorCode, ResponseCode, ResponsePagePath }) => [
        ErrorCode,
        { status: ResponseCode, page: ResponsePagePath },
      ]),
    ),
  };
}

/** AWS::CloudFront::Distribution before a bucket, as a site on a local port. */
export const distribution: ResourceType = {
  effective: ['DistributionConfig'],
  ignored: { Tags: 'nothing here is chosen by tags' },
  async ensure(properties, context) {
    const config = properties['DistributionConfig'] as DistributionConfig;
    const site = siteOf(config, context);
    const server = await context.parts.openServer('portal');
    context.parts.sites.push({ ...site, server });
    return {
      ref: generatedName(context),
      attributes: { DomainName: `127.0.0.1:${server.port}`, Id: generatedName(context) },
    };
  },
};
