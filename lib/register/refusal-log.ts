/** Remembers that something was refused at the bus: id, source and time, nothing else (R1). */
export interface RefusalLog {
  record(refusal: {
    readonly source: string;
    readonly eventId: string;
    readonly at: Date;
  }): Promise<void>;
}
