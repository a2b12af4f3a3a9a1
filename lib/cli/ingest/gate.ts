import { CommandError } from '../errors.ts';
import type { DoorReply } from '../office/event-door.ts';

export interface GateDeps {
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** A number in [0, 1). */
  readonly random: () => number;
}

const TRIES = 9;
const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [250, 30_000];

const isBusy = ({ httpStatus, code }: DoorReply): boolean =>
  (httpStatus === 429 && code !== 'TOO_MANY_WAITING') || httpStatus >= 500;

const isUnreachable = (error: unknown): error is CommandError =>
  error instanceof CommandError && error.code === 'OFFICE_UNREACHABLE';

/**
 * Lets calls through to the office. When it is busy (429, 5xx) or does not answer, all of them
 * wait together, longer each time, so that many senders at once do not press on.
 */
export class Gate {
  readonly #deps: GateDeps;
  #opensAt = 0;

  constructor(deps: GateDeps) {
    this.#deps = deps;
  }

  /**
   * The office's answer, also the last busy one.
   * @throws CommandError OFFICE_UNREACHABLE when it does not answer for about a minute
   */
  async call(attempt: () => Promise<DoorReply>): Promise<DoorReply> {
    for (let tried = 1; ; tried += 1) {
      await this.#waitOpen();
      try {
        const reply = await attempt();
        if (!isBusy(reply) || tried >= TRIES) return reply;
      } catch (error) {
        if (!isUnreachable(error) || tried >= TRIES) throw error;
      }
      this.#close(tried);
    }
  }

  async #waitOpen(): Promise<void> {
    const { now, pause } = this.#deps;
    const left = () => this.#opensAt - now().getTime();
    while (left() > 0) await pause(left());
  }

  #close(tried: number): void {
    const { now, random } = this.#deps;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tried) * (0.5 + random() / 2);
    this.#opensAt = Math.max(this.#opensAt, now().getTime() + wait);
  }
}
