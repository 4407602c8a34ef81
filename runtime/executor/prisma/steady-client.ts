import type { Duplex } from 'node:stream';
import pg from 'pg';
import { type CallScope, currentScope, runInScope } from '../call-scope.js';
import { type CancelTarget, requestCancel } from './cancel-request.js';
import { EndedStatement } from './ended-statement.js';

type Callback = (error: unknown, answer?: unknown) => void;

/** A row as it arrives. */
interface DataRow {
  readonly length: number;
  readonly fieldCount: number;
}

/** What a value takes besides its bytes: a small number needs a string, and places in two rows. */
const BYTES_OF_VALUE = 64;

/** A row that is larger than this counts before it is whole, and is not waited for when nobody wants it. */
const LARGE_ROW = 1024 * 1024;

/** These end a transaction, or begin one that has to be ended: they are sent and answered whatever happens. */
const CONTROLS = /^\s*(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|PREPARE|SAVEPOINT|RELEASE)\b/i;

/**
 * A connection that outlives its calls.
 *
 * Its end never ends the process. A pool hands a connection on before its next user listens for errors: when
 * one packet carries an answer and the server's farewell, nobody does, and Node throws. Nothing is lost
 * here: the next statement on the connection fails, and its call is told.
 *
 * A statement whose call ends early is cancelled in the database, and the connection is not given back
 * before no request to cancel is under way any more, which would hit the next statement.
 */
export class SteadyClient extends pg.Client {
  /** The call whose statement runs. */
  private receiving: CallScope | undefined;
  /** Bytes that have come and are part of no row yet, or of nothing else that is whole. */
  private unread = 0;
  /** Nothing was sent yet. */
  private fresh = true;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    this.connection.on('dataRow', ({ fieldCount, length }: DataRow) => {
      this.unread = 0;
      this.receiving?.received(length + fieldCount * BYTES_OF_VALUE);
    });
    this.watchStreams();
    // What arrives on it belongs to the statement of the moment, not to the call that has opened it.
    this.answer('connect', (call) =>
      runInScope(undefined, () => Reflect.apply(pg.Client.prototype.connect, this, call)),
    );
    this.answer('query', (call) => this.send(call));
  }

  /** Not an override: the driver declares nine forms of `query`, and calls two. */
  protected answer(method: 'connect' | 'query', by: (call: unknown[]) => unknown): void {
    const value = (...call: unknown[]) => by(call);
    Object.defineProperty(this, method, { value, configurable: true });
  }

  /** Sends a statement as `query` is given it. */
  protected send(call: unknown[]): unknown {
    const scope = currentScope();
    if (scope === undefined || isControl(call[0])) return this.plainly(call);
    const last = call.at(-1);
    if (typeof last !== 'function') {
      return new Promise((resolve, reject) => {
        const answered: Callback = (error, answer) => (error ? reject(error) : resolve(answer));
        this.inScope(scope, [...call, answered], answered);
      });
    }
    // Sound: a function in the last place is the driver's callback.
    return this.inScope(scope, call, last as Callback);
  }

  /** A way to the server for a request of its own; undefined for the driver's. */
  protected otherStream(): Duplex | undefined {
    return undefined;
  }

  /** Sees what comes before the driver does, which makes a row of it when all of it is there. */
  private watchStreams(): void {
    // Sound: the driver has had it for as long as the version that we depend on, and calls it for each stream.
    const reader: StreamReader = this.connection as pg.Connection & StreamReader;
    const attach = reader.attachListeners.bind(reader);
    reader.attachListeners = (stream) => {
      stream.on('data', ({ length }: Buffer) => this.arrived(length));
      attach(stream);
    };
  }

  private arrived(bytes: number): void {
    const call = this.receiving;
    if (call === undefined) return;
    this.unread += bytes;
    if (this.unread <= LARGE_ROW) return;
    call.receiving(this.unread);
    // A server that sends a row does not hear of a request to cancel before it has sent it.
    if (call.ended !== undefined) this.connection.stream.destroy();
  }

  private plainly(call: readonly unknown[]): unknown {
    this.fresh = false;
    return Reflect.apply(pg.Client.prototype.query, this, call);
  }

  private inScope(scope: CallScope, call: unknown[], answered: Callback): unknown {
    if (scope.ended !== undefined) {
      process.nextTick(answered, new EndedStatement(scope.ended.reason));
      return undefined;
    }
    // Behind another statement it would be that one which is cancelled. The first may come a moment early.
    const runs = this.fresh || untyped(this).readyForQuery;
    let cancelled: Promise<void> | undefined;
    const forget = scope.onEnd(() => {
      if (runs) cancelled = this.cancel();
    });
    this.receiving = scope;
    this.unread = 0;
    call[call.length - 1] = (error: unknown, answer: unknown) => {
      forget();
      this.receiving = undefined;
      if (cancelled === undefined) answered(error, answer);
      else void cancelled.then(() => answered(error && new EndedStatement(error), answer));
    };
    return this.plainly(call);
  }

  private async cancel(): Promise<void> {
    const { host, port, ssl } = this;
    const { sslNegotiation, processID, secretKey } = untyped(this);
    const stream = this.otherStream();
    const target = { host, port, ssl, sslNegotiation, processID, secretKey, stream };
    const passedOn = await requestCancel(target);
    // Who cannot be asked to stop may still notice that nobody listens.
    if (!passedOn) this.connection.stream.destroy();
  }
}

/** What of the driver's connection reads a stream. */
interface StreamReader {
  attachListeners(stream: Duplex): void;
}

/** What the driver's client has and its types do not name. */
interface Untyped extends Pick<CancelTarget, 'sslNegotiation' | 'processID' | 'secretKey'> {
  readonly readyForQuery: boolean;
}

function untyped(client: object): Untyped {
  // Sound: the driver has had these for as long as the version that we depend on.
  return client as Untyped;
}

function isControl(query: unknown): boolean {
  const text: unknown = typeof query === 'string' ? query : Reflect.get(Object(query), 'text');
  // What has no text is a cursor or a stream, which answers in a way of its own.
  return typeof text !== 'string' || CONTROLS.test(text);
}
