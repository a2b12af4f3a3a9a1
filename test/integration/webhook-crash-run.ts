import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { type FaultMode, faultModes } from '../support/office/faults.ts';
import { InProcessOffice } from '../support/office/in-process.ts';
import { openWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { receivedData } from './doors-office.ts';
import { WebhookOffice } from './webhook-office.ts';

/** A call of the faultless run, and how it breaks. */
export interface WebhookCrashPoint {
  readonly at: number;
  readonly call: string;
  readonly mode: FaultMode;
}

const SOURCE = 'e-office-webhook';

/** Answering and delivering, broken at the chosen ones of all points at which they can break. */
export const describeWebhookCrashes = (
  title: string,
  choose: (points: readonly WebhookCrashPoint[]) => readonly WebhookCrashPoint[],
): void =>
  describe(title, () => {
    let ground: WebhookOffice;
    let receiver: WebhookReceiver;
    let runs = 0;

    beforeAll(async () => {
      ground = await WebhookOffice.open();
      receiver = await openWebhookReceiver();
      await ground.registerWebhook(SOURCE, receiver.url, randomBytes(32));
    });
    afterAll(async () => {
      await receiver.close();
      await ground.close();
    });

    /** A document whose answers are given and delivered by a process that breaks at one of its calls. */
    const deliver = async (fault?: { at: number; mode: FaultMode }) => {
      runs += 1;
      const name = `crash-${runs}`;
      const office = await InProcessOffice.open(
        ground.test,
        ground.directory,
        `portal-${name}`,
        fault,
      );
      const first = office.process;
      office.beginRepeats();
      await office.send({
        source: SOURCE,
        id: `${name}/1`,
        name: 'document.received',
        data: receivedData({ documentId: name, documentCode: `${runs}/UBND` }),
      });
      await office.settle('answer');
      // From here on each call counts: of the answers on the bus and of those to the webhook.
      receiver.calls.length = 0;
      first.counting = true;
      await office.settle();
      office.close();
      const documentId = documentIdOf(SOURCE, name);
      const bodies = new Map<string, Set<string>>();
      for (const { headers, body } of receiver.calls) {
        const id = headers['webhook-id'] ?? '';
        bodies.set(id, (bodies.get(id) ?? new Set()).add(body));
      }
      return {
        calls: first.calls,
        struck: first.struck,
        deliveries: await ground.deliveries(documentId),
        /** Steps that arrived, and with how many different texts. */
        arrived: [...bodies].map(([id, texts]) => [id.slice(27), texts.size]).toSorted(),
        ended: (await ground.history(documentId))
          .filter((line) => line.startsWith('webhook'))
          .toSorted(),
      };
    };

    it('delivers every answer, the same text each time', async () => {
      const { calls, ...faultless } = await deliver();
      expect(faultless).toMatchObject({
        deliveries: ['accepted done', 'registered done'],
        arrived: [
          ['accepted', 1],
          ['registered', 1],
        ],
        ended: ['webhook.accepted delivered', 'webhook.registered delivered'],
      });
      expect(calls.filter((call) => call === 'TransactWriteItemsCommand')).toHaveLength(4);
      const points = calls.flatMap((call, at) =>
        faultModes
          .filter((mode) => mode !== 'conflict' || call === 'TransactWriteItemsCommand')
          .map((mode) => ({ at, call, mode })),
      );
      for (const point of choose(points)) {
        const { calls: _, ...broken } = await deliver(point);
        expect({ point, ...broken }).toEqual({ point, ...faultless, struck: true });
      }
    }, 600_000);
  });
