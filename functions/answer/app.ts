import { type AnswerChannel, answerDocument } from '../../lib/register/answer-document.ts';
import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import type { SourceDirectory } from '../../lib/register/source.ts';
import { createEffectApp } from '../shared/effect-app.ts';

export const createApp = (deps: EffectDeps, answers: AnswerChannel, sources: SourceDirectory) =>
  createEffectApp(deps, answerDocument(answers, sources));
