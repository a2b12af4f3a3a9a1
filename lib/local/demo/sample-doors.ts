import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createEventDoor, type DoorReply, type EventDoor } from '../../cli/office/event-door.ts';
import { sha256Of } from '../../kernel/ids.ts';
import type { SampleFile } from '../samples/sample-file.ts';
import type { DemoSecrets } from './demo-secrets.ts';
import { BUS_SOURCE } from './demo-sources.ts';
import type { CloudEvent, Door } from './sample-events.ts';

export interface SampleDoors {
  /** Asks where the file may go and puts it there, as its source. */
  upload(source: string, file: SampleFile, secrecy: string | undefined): Promise<DoorReply>;
  /** Only the HTTP door answers at once. */
  send(door: Door, event: CloudEvent): Promise<DoorReply | undefined>;
}

const PDF = 'application/pdf';

async function putFile(reply: DoorReply, file: SampleFile): Promise<void> {
  if (reply.url === undefined) return;
  const body = new Uint8Array(file.bytes);
  const { ok, status } = await fetch(reply.url, {
    method: 'PUT',
    headers: { ...reply.headers },
    body,
  });
  if (!ok) throw new Error(`the quarantine did not take a file (HTTP ${status})`);
}

/** The three doors as senders outside the office use them. */
export function openSampleDoors(options: {
  readonly apiUrl: string;
  readonly secrets: DemoSecrets;
  readonly clients: { readonly events: EventBridgeClient; readonly s3: S3Client };
  readonly outputs: Readonly<Record<string, string>>;
  readonly now: () => Date;
}): SampleDoors {
  const { apiUrl, secrets, clients, outputs, now } = options;
  const httpDoors = new Map<string, EventDoor>();
  const httpDoor = (sourceId: string): EventDoor => {
    const door =
      httpDoors.get(sourceId) ??
      createEventDoor({
        apiUrl,
        sourceId,
        secret: Buffer.from(secrets.sources[sourceId] ?? ''),
        now,
      });
    httpDoors.set(sourceId, door);
    return door;
  };
  const putOnBus = async (event: CloudEvent): Promise<undefined> => {
    const { FailedEntryCount } = await clients.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: outputs['EventBusName'],
            Source: BUS_SOURCE,
            DetailType: event.type,
            Detail: JSON.stringify(event),
          },
        ],
      }),
    );
    if ((FailedEntryCount ?? 0) > 0) throw new Error('the bus did not take an event');
  };
  const putInInbox = async (event: CloudEvent): Promise<undefined> => {
    await clients.s3.send(
      new PutObjectCommand({
        Bucket: outputs['InboxBucket'],
        Key: `${event.source}/${event.id}.json`,
        Body: JSON.stringify(event),
        ContentType: 'application/json',
      }),
    );
  };
  const sendBy: Readonly<Record<Door, (event: CloudEvent) => Promise<DoorReply | undefined>>> = {
    http: (event) => httpDoor(event.source).sendEvent(event),
    bus: putOnBus,
    inbox: putInInbox,
  };
  return {
    async upload(source, file, secrecy) {
      const reply = await httpDoor(source).requestUpload({
        sha256: sha256Of(file.bytes),
        size: file.bytes.length,
        mediaType: PDF,
        ...(secrecy === undefined ? {} : { secrecy }),
      });
      await putFile(reply, file);
      return reply;
    },
    send: (door, event) => sendBy[door](event),
  };
}
