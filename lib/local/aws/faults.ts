import type { AwsServiceError } from './service.ts';

/** A call as fault injection and observers see it. */
export interface CallPoint {
  readonly service: string;
  readonly operation: string;
  readonly principal: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An error to answer with, or a connection that breaks without an answer. */
type Fault = AwsServiceError | 'disconnect';

/** Faults that tests inject: throttling, S3's 409, lost replies. */
export interface EndpointFaults {
  /** Asked when a call is authorized but has not run. */
  before?(call: CallPoint): Fault | undefined;
  /** Asked when a call has taken effect but has not been answered: its reply is lost. */
  after?(call: CallPoint): Fault | undefined;
}

/** One call and how it ended. */
export interface ObservedCall {
  readonly service: string;
  readonly operation: string;
  readonly principal: string;
  readonly input?: Readonly<Record<string, unknown>>;
  /** HTTP status; 0 when the connection broke before an answer. */
  readonly status: number;
  readonly errorCode?: string;
}

export type CallObserver = (call: ObservedCall) => void;
