import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** The bucket has no index documents behind an origin access control, so the edge adds them. */
const indexDocuments = `function handler(event) {
  var request = event.request;
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  else if (!request.uri.split('/').pop().includes('.')) request.uri += '/index.html';
  return request;
}
`;

export interface PortalSiteProps {
  readonly portal: IBucket;
  readonly accessLogs: IBucket;
}

/** The public portal: CloudFront before a private bucket. Pages need no script, and get none. */
export class PortalSite extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { portal, accessLogs }: PortalSiteProps) {
    super(scope, id);
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          override: true,
          contentSecurityPolicy:
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: {
          referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'vanthu portal',
      defaultRootObject: 'index.html',
      priceClass: PriceClass.PRICE_CLASS_200,
      enableLogging: true,
      logBucket: accessLogs,
      logFilePrefix: 'cloudfront/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(portal),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        functionAssociations: [
          {
            eventType: FunctionEventType.VIEWER_REQUEST,
            function: new EdgeFunction(this, 'IndexDocuments', {
              code: FunctionCode.fromInline(indexDocuments),
              runtime: FunctionRuntime.JS_2_0,
            }),
          },
        ],
      },
      // Without s3:ListBucket a missing key answers 403.
      errorResponses: [403, 404].map((httpStatus) => ({
        httpStatus,
        responseHttpStatus: 404,
        responsePagePath: '/404.html',
        ttl: Duration.minutes(1),
      })),
    });
    acknowledge(
      this.distribution,
      'CFR1',
      'The portal is public; officials and citizens abroad read it too.',
    );
    acknowledge(
      this.distribution,
      'CFR2',
      'Static pages from a private bucket, GET and HEAD only; a web ACL costs more than the site.',
    );
    acknowledge(
      this.distribution,
      'CFR4',
      'CloudFront sets the TLS minimum itself while the site runs on its cloudfront.net name; an agency domain brings a certificate and TLS 1.2.',
    );
  }
}
