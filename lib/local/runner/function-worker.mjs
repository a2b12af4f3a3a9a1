// Runs one Lambda function in a worker thread: one invocation at a time, as an execution
// environment does. Plain JavaScript, because workers start without a TypeScript loader.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isNativeError } from 'node:util/types';
import { parentPort, workerData } from 'node:worker_threads';

const { codeFolder, handler, name, functionName, arn, memorySize, clock } = workerData;

// The function asks Date as always; the office may have moved its clock. It never learns of it.
const offset = new Float64Array(clock);
const RealDate = Date;
const now = () => RealDate.now() + offset[0];
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

async function loadHandler() {
  const [file, exported] = [handler.slice(0, handler.lastIndexOf('.')), handler.split('.').at(-1)];
  const path = ['.js', '.mjs', '.cjs']
    .map((extension) => join(codeFolder, file + extension))
    .find((candidate) => existsSync(candidate));
  if (!path) throw new Error(`Cannot find module '${file}'`);
  const module = path.endsWith('.cjs')
    ? createRequire(import.meta.url)(path)
    : await import(pathToFileURL(path).href);
  const found = module[exported] ?? module.default?.[exported];
  if (typeof found !== 'function') throw new Error(`${handler} is undefined or not exported`);
  return found;
}

function describeError(error) {
  if (!isNativeError(error)) return { errorType: 'Error', errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: String(error.stack).split('\n'),
  };
}

function createContext(requestId, deadline) {
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    memoryLimitInMB: String(memorySize),
    invokedFunctionArn: arn,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: name,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - RealDate.now()),
  };
}

let run;
try {
  run = await loadHandler();
  parentPort.postMessage({ kind: 'ready' });
} catch (error) {
  parentPort.postMessage({ kind: 'initError', error: describeError(error) });
}

parentPort.on('message', async ({ requestId, event, deadline }) => {
  try {
    const result = await run(event, createContext(requestId, deadline));
    const text = result === undefined ? 'null' : JSON.stringify(result);
    parentPort.postMessage({ kind: 'result', requestId, text });
  } catch (error) {
    parentPort.postMessage({ kind: 'error', requestId, error: describeError(error) });
  }
});
