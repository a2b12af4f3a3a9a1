import { RunnerError } from './errors.ts';
import type { HttpApi } from './office-parts.ts';
import { generatedName, type ResourceContext, type ResourceType } from './resource-type.ts';

/** AWS::ApiGatewayV2::Api, protocol HTTP, on a local port. */
export const api: ResourceType = {
  effective: ['Name', 'ProtocolType'],
  ignored: { Description: 'for people', Tags: 'nothing here is chosen by tags' },
  async ensure(properties, context) {
    if (properties['ProtocolType'] !== 'HTTP')
      throw new RunnerError('UNKNOWN_PROPERTY', context.where, 'only HTTP APIs are known here');
    const apiId = generatedName(context);
    const server = await context.parts.openServer('api');
    context.parts.apis.set(apiId, { apiId, server, routes: [], integrations: new Map() });
    return { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: server.url } };
  },
};

function apiOf(properties: Readonly<Record<string, unknown>>, context: ResourceContext): HttpApi {
  const found = context.parts.apis.get(String(properties['ApiId']));
  if (!found) throw new RunnerError('UNRESOLVED_REFERENCE', context.where, 'its API is not here');
  return found;
}

/** AWS::ApiGatewayV2::Integration with a Lambda function, payload 2.0. */
export const integration: ResourceType = {
  effective: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion'],
  ensure(properties, context) {
    const { IntegrationType: type, PayloadFormatVersion: version } = properties;
    if (type !== 'AWS_PROXY' || version !== '2.0')
      throw new RunnerError('UNKNOWN_PROPERTY', context.where, 'only Lambda with payload 2.0');
    const id = generatedName(context);
    apiOf(properties, context).integrations.set(id, String(properties['IntegrationUri']));
    return { ref: id };
  },
};

/** AWS::ApiGatewayV2::Route. */
export const route: ResourceType = {
  effective: ['ApiId', 'AuthorizationType', 'RouteKey', 'Target'],
  ensure(properties, context) {
    const authorization = properties['AuthorizationType'] ?? 'NONE';
    if (authorization !== 'NONE')
      throw new RunnerError('UNKNOWN_PROPERTY', context.where, 'no authorizers are known here');
    const integrationId = String(properties['Target']).replace('integrations/', '');
    apiOf(properties, context).routes.push({
      routeKey: String(properties['RouteKey']),
      integrationId,
    });
    return { ref: context.logicalId };
  },
};

/** AWS::ApiGatewayV2::Stage: only `$default`, which adds no prefix to the path. */
export const stage: ResourceType = {
  effective: ['ApiId', 'StageName'],
  ignored: {
    AccessLogSettings: 'calls show in the logs of their functions',
    AutoDeploy: 'each start deploys',
    DefaultRouteSettings: 'one developer needs no throttle',
  },
  ensure(properties, { where }) {
    if (properties['StageName'] !== '$default')
      throw new RunnerError('UNKNOWN_PROPERTY', where, 'only the stage $default is known here');
    return { ref: '$default' };
  },
};
