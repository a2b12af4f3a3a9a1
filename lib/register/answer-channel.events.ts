import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { OFFICE_SOURCE } from '../events/bus-rules.ts';
import type { AnswerChannel } from './answer-document.ts';
import { answerText, answerTypeOf } from './answer-event.ts';

/** Answers go on the bus the e-office listens to, as CloudEvents in the entry's detail. */
export const createAnswerChannel = (client: EventBridgeClient, busName: string): AnswerChannel => ({
  async put(answer) {
    const { FailedEntryCount, Entries } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: busName,
            Source: OFFICE_SOURCE,
            DetailType: answerTypeOf(answer),
            Time: answer.at,
            Detail: answerText(answer),
          },
        ],
      }),
    );
    if ((FailedEntryCount ?? 0) > 0)
      throw new Error(`the bus did not take an answer: ${Entries?.[0]?.ErrorCode}`);
  },
});
