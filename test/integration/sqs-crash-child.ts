// Started by the crash test and killed: sends, receives and deletes messages without pause and says
// on standard output what was acknowledged. Arguments: folder, run number.
import { createSqs } from '../../lib/local/sqs/sqs-service.ts';
import { callOperation } from '../support/emulated-service.ts';
import { CRASH_QUEUE, crashContext } from './sqs-crash-queue.ts';

const [folder = '', run = '0'] = process.argv.slice(2);
const sqs = createSqs(crashContext(folder));
const QueueUrl = `http://127.0.0.1/111122223333/${CRASH_QUEUE}`;
await callOperation(sqs, 'CreateQueue', { QueueName: CRASH_QUEUE });

/** Written before the next call starts; the pipe holds it when this process is killed. */
const tell = (line: string) =>
  new Promise<void>((resolve) => process.stdout.write(`${line}\n`, () => resolve()));

interface Received {
  readonly Messages?: readonly { readonly Body: string; readonly ReceiptHandle: string }[];
}

for (let number = 0; ; number++) {
  const body = `${run}-${number}`;
  await callOperation(sqs, 'SendMessage', { QueueUrl, MessageBody: body });
  await tell(`sent ${body}`);
  if (number % 3 === 0) {
    const { Messages: [message] = [] } = await callOperation<Received>(sqs, 'ReceiveMessage', {
      QueueUrl,
    });
    if (message !== undefined) {
      await tell(`deleting ${message.Body}`);
      await callOperation(sqs, 'DeleteMessage', { QueueUrl, ReceiptHandle: message.ReceiptHandle });
      await tell(`deleted ${message.Body}`);
    }
  }
}
