import { type DeskDeps, deskCalls } from '../../lib/desk/calls.ts';
import { createDeskApp, type DeskAppDeps } from '../shared/desk-app.ts';

/** The calls of clerk and officer. */
export const createApp = (deps: DeskDeps & DeskAppDeps) => createDeskApp(deskCalls, deps);
