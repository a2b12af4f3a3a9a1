import { AwsServiceError } from '../aws/service.ts';

export function queueDoesNotExist(): AwsServiceError {
  return new AwsServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
}

export function invalidParameter(reason: string): AwsServiceError {
  return new AwsServiceError('InvalidParameterValue', reason);
}

export function missingParameter(name: string): AwsServiceError {
  return new AwsServiceError('MissingParameter', `The request must contain the parameter ${name}.`);
}

export function invalidHandle(): AwsServiceError {
  return new AwsServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.', {
    status: 404,
  });
}
