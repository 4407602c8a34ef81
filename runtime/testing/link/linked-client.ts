import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { SteadyClient } from '../../executor/prisma/steady-client.js';
import type { QueryTracker } from '../tracking/query-tracker.js';
import { readStatement } from '../tracking/read-statement.js';
import { createStatementOwner } from '../tracking/statement-owner.js';
import { type Answer, arrive, type Carrier, carryStatement, rowsOf } from './carry-statement.js';
import { LinkedSocket } from './linked-socket.js';
import { connectionReset } from './lost-connection.js';
import { raiseStatement } from './raise-statement.js';
import type { ShardLink } from './shard-link.js';

const { performance } = globalThis;

export interface LinkOptions {
  readonly shard: string;
  readonly link: ShardLink;
  readonly tracker: QueryTracker;
}

/** A class of the driver's connections to one virtual shard: each statement is logged, and may fail. */
export function linkedClientClass(options: LinkOptions): typeof pg.Client {
  return class LinkedClient extends SteadyClient {
    constructor(config?: string | pg.ClientConfig) {
      const socket = new LinkedSocket(options.link);
      const given = typeof config === 'string' ? { connectionString: config } : config;
      super({ ...given, stream: () => socket });
      const query = queryThrough(options, {
        // Sound: the driver answers what it is asked without a callback by a promise of an answer.
        send: (call) => this.send([...call]) as Promise<Answer>,
        breakOff: () => socket.destroy(connectionReset()),
        inTransaction: () => this.getTransactionStatus() !== 'I',
      });
      this.answer('query', (call) => query(...call));
    }

    protected override otherStream(): Duplex {
      return new LinkedSocket(options.link);
    }
  };
}

interface Connection {
  send(call: readonly unknown[]): Promise<Answer>;
  breakOff(): void;
  inTransaction(): boolean;
}

type Callback = (error: unknown, answer?: Answer) => void;

function queryThrough({ shard, link, tracker }: LinkOptions, connection: Connection) {
  const { send, breakOff } = connection;
  const owner = createStatementOwner(tracker.calls(shard));
  return (...call: unknown[]): unknown => {
    const text = textOf(call[0]);
    // A cursor or a stream brings its own way of answering.
    if (text === undefined) return send(call);
    const last = call.at(-1);
    // Sound: a function in the last place is the driver's callback.
    const callback = typeof last === 'function' ? (last as Callback) : undefined;
    const { sql, kind, tag } = readStatement(text);
    const record = tracker.begin(shard, kind, sql);
    const began = performance.now();
    const inTransaction = connection.inTransaction();
    owner.own(record, { kind, sql, tag, inTransaction });
    // The array is our own: what was given is not touched.
    if (sql !== text) call[0] = withText(call[0], sql);
    if (callback !== undefined && link.free && !link.hasScript) {
      call[call.length - 1] = (error: Error | null | undefined, answer: Answer) => {
        if (!link.free) {
          const work = error ? Promise.reject(error) : Promise.resolve(answer);
          settle(arrive(link, { record, began }, work, connection), callback);
          return;
        }
        if (error) record.failed(error, performance.now() - began);
        else record.done(rowsOf(answer), performance.now() - began);
        callback(error, answer);
      };
      return send(call);
    }
    const args = callback === undefined ? call : call.slice(0, -1);
    const carrier: Carrier = {
      send: () => send(args),
      raise: (error) => send([raiseStatement(error)]),
      rollBack: () => send(['ROLLBACK']),
      breakOff,
      inTransaction,
    };
    const answer = carryStatement(link, { kind, sql, record, began }, carrier);
    return callback === undefined ? answer : settle(answer, callback);
  };
}

function settle(answer: Promise<Answer>, callback: Callback): void {
  answer.then(
    (value) => callback(null, value),
    (error: unknown) => callback(error),
  );
}

function textOf(query: unknown): string | undefined {
  if (typeof query === 'string') return query;
  if (typeof query !== 'object' || query === null || 'submit' in query) return undefined;
  return 'text' in query && typeof query.text === 'string' ? query.text : undefined;
}

const withText = (query: unknown, text: string): unknown =>
  typeof query === 'object' ? { ...query, text } : text;
