import type { EventName } from '../../lib/events/catalogue.ts';
import { type DocumentId, documentIdOf } from '../../lib/kernel/ids.ts';
import { fillDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice, type Reply } from '../support/office/in-process.ts';
import { storeOf } from '../support/office/observe.ts';

export const clerk = { personId: 'clerk', role: 'clerk' };
export const SOURCE = 'e-office';

export const idOf = (key: string): DocumentId => documentIdOf(SOURCE, key);

/** An office in which an e-office and a clerk tell of documents, each event a second after the last. */
export class ClerksOffice {
  readonly test: TestGround;
  readonly office: InProcessOffice;
  #sent = 0;

  static async open(): Promise<ClerksOffice> {
    const test = await openTestGround();
    return new ClerksOffice(
      test,
      await InProcessOffice.open(test, await fillDirectory(test), 'portal'),
    );
  }

  private constructor(test: TestGround, office: InProcessOffice) {
    this.test = test;
    this.office = office;
  }

  tell(name: EventName, data: Record<string, unknown>, source = SOURCE): Promise<Reply> {
    this.#sent += 1;
    return this.office.send({
      source,
      id: `event-${this.#sent}`,
      name,
      data,
      atSecond: this.#sent,
    });
  }

  receive(key: string, more: Record<string, unknown> = {}): Promise<Reply> {
    return this.tell('document.received', {
      documentId: key,
      abstract: `Về chính sách dân tộc ${key}`,
      issuer: 'Ủy ban nhân dân tỉnh',
      secrecy: 'thường',
      ...more,
    });
  }

  stateOf(key: string) {
    return storeOf(this.test).load(idOf(key));
  }

  async close(): Promise<void> {
    this.office.close();
    await this.test.close();
  }
}
