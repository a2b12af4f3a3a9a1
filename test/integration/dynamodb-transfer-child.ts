// Started by the crash tests and killed: runs random transfers of three items each, several at a
// time, and says on standard output which were acknowledged. Arguments: folder, run number.
import { startDynamo } from '../../lib/local/dynamodb/front.ts';
import { ACCOUNTS, accountKey, LEDGER, OWNER, transferKey } from './dynamodb-ledger.ts';

const [folder = '', run = '0'] = process.argv.slice(2);
const WORKERS = 6;

const dynamo = await startDynamo(
  { ...OWNER, folder, now: Date.now, baseUrl: () => '' },
  { sweepIntervalMs: 0 },
);
process.stdout.write('open\n');

const pick = (limit: number) => Math.floor(Math.random() * limit);

const move = (account: number, amount: number) => ({
  Update: {
    TableName: LEDGER,
    Key: accountKey(account),
    UpdateExpression: 'SET n = n + :a',
    ExpressionAttributeValues: { ':a': { N: String(amount) } },
  },
});

async function transfer(id: string) {
  const from = pick(ACCOUNTS);
  const to = (from + 1 + pick(ACCOUNTS - 1)) % ACCOUNTS;
  const amount = 1 + pick(50);
  try {
    await dynamo.call('TransactWriteItems', {
      ClientRequestToken: id,
      TransactItems: [
        move(from, -amount),
        {
          Put: {
            TableName: LEDGER,
            Item: {
              ...transferKey(id),
              fromAccount: { N: String(from) },
              toAccount: { N: String(to) },
              amount: { N: String(amount) },
              effect: { S: 'transfer' },
              dueAt: { N: String(amount) },
            },
          },
        },
        move(to, amount),
      ],
    });
    process.stdout.write(`${id}\n`);
  } catch (error) {
    if ((error as { code?: string }).code !== 'TransactionCanceledException') throw error;
  }
}

async function work(worker: number) {
  for (let n = 0; ; n++) await transfer(`${run}-${worker}-${n}`);
}

await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
