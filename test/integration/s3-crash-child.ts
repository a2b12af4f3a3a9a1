// Hosts S3 for s3-crash.test.ts, which kills this process at random moments.
import { createCredentialStore } from '../../lib/local/aws/credential-store.ts';
import { inSubfolder, startEndpoints } from '../../lib/local/aws/endpoint-server.ts';
import { createAuthorizer } from '../../lib/local/iam/authorizer.ts';
import { createS3 } from '../../lib/local/s3/s3-service.ts';

const [folder = '', accessKeyId = '', secretAccessKey = ''] = process.argv.slice(2);
const account = '111122223333';
const principalArn = `arn:aws:iam::${account}:role/operator`;

/** Resolves when the message has left this process: only then a notification counts as delivered. */
function tell(message: object): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });
}

const endpoints = await startEndpoints({
  folder,
  region: 'ap-southeast-1',
  account,
  now: () => Date.now(),
  credentials: createCredentialStore([{ accessKeyId, secretAccessKey, principalArn }]),
  authorizer: createAuthorizer({
    account,
    policiesOf: () => [{ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
  }),
  services: async (context) => [
    await createS3(inSubfolder(context, 's3'), {
      onObjectCreated: (notification) =>
        notification.kind === 'queue' ? tell({ delivered: notification.body }) : undefined,
    }),
  ],
});
await tell({ baseUrl: endpoints.baseUrl });
