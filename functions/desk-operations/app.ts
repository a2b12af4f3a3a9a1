import { type OperationsDeps, operationsCalls } from '../../lib/desk/operations-calls.ts';
import { createDeskApp, type DeskAppDeps } from '../shared/desk-app.ts';

/** The operator's calls: a function of its own, so that no other may touch the queues. */
export const createApp = (deps: OperationsDeps & DeskAppDeps) =>
  createDeskApp(operationsCalls, deps);
