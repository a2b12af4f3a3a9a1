import type { PrintDeps } from '../../lib/desk/print.ts';
import { printCalls } from '../../lib/desk/print-calls.ts';
import { createDeskApp, type DeskAppDeps } from '../shared/desk-app.ts';

/** Books and sheets to keep or to print: a function of its own, since drawing takes large libraries. */
export const createApp = (deps: PrintDeps & DeskAppDeps) => createDeskApp(printCalls, deps);
