import { join } from 'node:path';
import type { Credential } from '../aws/credential-store.ts';
import type { FunctionDefinition } from './office-parts.ts';

export interface WorkerSurroundings {
  readonly endpoint: string;
  readonly region: string;
  readonly folder: string;
  /** Access key of the function's role. */
  readonly credential: Credential;
}

/** The whole process environment of a function: Lambda's own variables and the template's. */
export function workerVariables(
  definition: FunctionDefinition,
  { endpoint, region, folder, credential }: WorkerSurroundings,
): Record<string, string> {
  const nowhere = join(folder, 'no-aws-configuration');
  return {
    ...definition.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credential.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credential.secretAccessKey,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    LAMBDA_TASK_ROOT: definition.codeFolder,
    _HANDLER: definition.handler,
    // The developer's own ~/.aws must not reach a function.
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
