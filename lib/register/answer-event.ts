import { OFFICE_SOURCE } from '../events/bus-rules.ts';
import type { OfficeAnswer } from './answer-document.ts';

export const answerTypeOf = (answer: Pick<OfficeAnswer, 'kind'>): string =>
  `vn.vanthu.answer.${answer.kind}.v1`;

/** An answer as the CloudEvent that bus and webhook carry: ids, numbers and codes (R1). */
export const answerText = (answer: OfficeAnswer): string =>
  JSON.stringify({
    specversion: '1.0',
    id: answer.id,
    source: OFFICE_SOURCE,
    type: answerTypeOf(answer),
    time: answer.at.toISOString(),
    datacontenttype: 'application/json',
    data: answer.data,
  });
