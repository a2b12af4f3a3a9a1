import { Transform, type TransformCallback } from 'node:stream';
import { AwsServiceError } from '../aws/service.ts';

type State = 'size' | 'data' | 'dataEnd' | 'trailer';

/** A chunk header or trailer line longer than this is no chunk framing. */
const MAX_LINE_BYTES = 16 * 1024;
const LINE_END = Buffer.from('\r\n');

function malformed(): AwsServiceError {
  return new AwsServiceError('InvalidRequest', 'The aws-chunked framing of the body is malformed');
}

/**
 * Takes the framing of `Content-Encoding: aws-chunked` off a body: size in hex, data, and after
 * the chunk of size 0 the trailers. Stored framing is how other emulators corrupt objects.
 */
export class AwsChunkedDecoder extends Transform {
  readonly trailers = new Map<string, string>();
  private pending: Buffer = Buffer.alloc(0);
  private state: State = 'size';
  private remaining = 0;

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    try {
      while (this.step());
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    const complete = this.state === 'trailer' && this.pending.length === 0;
    done(complete ? null : malformed());
  }

  /** Takes one element off the pending bytes; false when more bytes are needed. */
  private step(): boolean {
    if (this.state === 'data') return this.takeData();
    const line = this.takeLine();
    if (line === undefined) return false;
    if (this.state === 'size') this.startChunk(line);
    else if (this.state === 'trailer') this.takeTrailer(line);
    else if (line === '') this.state = 'size';
    else throw malformed();
    return true;
  }

  private takeLine(): string | undefined {
    const end = this.pending.indexOf(LINE_END);
    if (end < 0) {
      if (this.pending.length > MAX_LINE_BYTES) throw malformed();
      return undefined;
    }
    const line = this.pending.toString('latin1', 0, end);
    this.pending = this.pending.subarray(end + LINE_END.length);
    return line;
  }

  private startChunk(line: string): void {
    const [size = ''] = line.split(';');
    if (!/^[0-9a-fA-F]+$/.test(size)) throw malformed();
    this.remaining = Number.parseInt(size, 16);
    this.state = this.remaining === 0 ? 'trailer' : 'data';
  }

  private takeData(): boolean {
    const data = this.pending.subarray(0, this.remaining);
    if (data.length === 0) return false;
    this.push(data);
    this.pending = this.pending.subarray(data.length);
    this.remaining -= data.length;
    if (this.remaining === 0) this.state = 'dataEnd';
    return true;
  }

  private takeTrailer(line: string): void {
    if (line === '') return;
    const colon = line.indexOf(':');
    if (colon < 0) throw malformed();
    this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}
