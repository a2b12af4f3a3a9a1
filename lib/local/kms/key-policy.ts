import { AwsServiceError, type PolicyDocument, type PolicyStatement } from '../aws/service.ts';

const MAX_POLICY_BYTES = 32_768;
const KEEPS_CONTROL = new Set(['*', 'kms:*', 'kms:put*', 'kms:putkeypolicy']);

/**
 * Reads a key policy; throws MalformedPolicyDocumentException.
 * A policy by which nobody could ever change the key again is refused, as KMS does, unless bypassed.
 */
export function parseKeyPolicy(text: string, bypassLockout: boolean | undefined): PolicyDocument {
  if (Buffer.byteLength(text) > MAX_POLICY_BYTES) {
    throw new AwsServiceError('LimitExceededException', 'The key policy is longer than 32 KB.');
  }
  const policy = parsePolicy(text);
  if (!bypassLockout && !policy.Statement.some(keepsControl)) {
    throw new AwsServiceError(
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    );
  }
  return policy;
}

function parsePolicy(text: string): PolicyDocument {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw malformed();
  }
  if (!isObject(parsed)) throw malformed();
  const { Statement: given, ...rest } = parsed;
  const statements = Array.isArray(given) ? given : [given];
  if (statements.length === 0 || !statements.every(isStatement)) throw malformed();
  return { ...rest, Statement: statements };
}

function isStatement(value: unknown): value is PolicyStatement {
  if (!isObject(value)) return false;
  const effect = value['Effect'];
  const hasPrincipal = 'Principal' in value || 'NotPrincipal' in value;
  const hasAction = 'Action' in value || 'NotAction' in value;
  return (effect === 'Allow' || effect === 'Deny') && hasPrincipal && hasAction;
}

function keepsControl(statement: PolicyStatement): boolean {
  const actions = [statement.Action ?? []].flat();
  return (
    statement.Effect === 'Allow' &&
    actions.some((action) => KEEPS_CONTROL.has(action.toLowerCase()))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(): AwsServiceError {
  return new AwsServiceError(
    'MalformedPolicyDocumentException',
    'Policy contains a statement with one or more invalid members.',
  );
}
