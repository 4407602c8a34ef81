import type { Socket } from 'node:net';
import type { Clock } from '../../clock/clock.js';
import type { Activity } from '../tracking/activity.js';
import type { StatementKind } from '../tracking/statement.js';
import type { FaultScript, StatementFault } from './fault.js';
import { connectionReset } from './lost-connection.js';

/**
 * The way between the client and one virtual shard. Every connection and every statement of the
 * client passes it, so this is where faults happen; the server behind it is real.
 */
export interface ShardLink {
  /** Whether connections are refused. */
  readonly closed: boolean;
  /** Whether a statement may be sent at once, which is so outside of faults. */
  readonly free: boolean;
  /** Requests and answers wait until `heal`, and nobody is told. */
  partition(): void;
  /** From now on each statement waits this long before it is sent. */
  delay(ms: number): void;
  /** Ends partition and delay; what waits goes on. */
  heal(): void;
  /** Breaks every connection and what waits, and refuses new ones until `reopen`. */
  close(): void;
  reopen(): void;
  /** Resolves when a request may be sent; rejects when its connection broke meanwhile. */
  request(): Promise<void>;
  /** Resolves when a connection or an answer may go through; rejects when its connection broke. */
  pass(): Promise<void>;
  /** Waits on the clock, at most until `heal`; rejects when the connection breaks. */
  wait(ms: number): Promise<void>;
  /** What the test has scripted; asked first. */
  scripted: FaultScript | undefined;
  /** What `withRandomFaults` injects. */
  random: FaultScript | undefined;
  /** Whether a statement may meet a fault of either. */
  readonly hasScript: boolean;
  /** What goes wrong with this statement, if anything. */
  nextFault(kind: StatementKind, sql: string): StatementFault | undefined;
  /** Crashes the shard and starts it again. */
  crash: () => Promise<void>;
  add(socket: Socket): void;
}

export function createShardLink(clock: Clock, activity: Activity): ShardLink {
  return new ClockedLink(clock, activity);
}

/** Something that waits for the way to be open again. */
interface Held {
  readonly goOn: () => void;
  readonly drop: (error: Error) => void;
}

/** A rollback that fails would only hide the error that led to it, and keep its connection broken. */
const ROLLS_BACK = /^\s*(ROLLBACK|ABORT)\b(?!\s+PREPARED)/i;

class ClockedLink implements ShardLink {
  closed = false;
  scripted: FaultScript | undefined;
  random: FaultScript | undefined;
  crash = async (): Promise<void> => undefined;
  private partitioned = false;
  private delayMs = 0;
  private readonly held = new Set<Held>();
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {}

  get free(): boolean {
    return !this.closed && !this.partitioned && this.delayMs === 0;
  }

  get hasScript(): boolean {
    return this.scripted !== undefined || this.random !== undefined;
  }

  nextFault(kind: StatementKind, sql: string): StatementFault | undefined {
    if (!this.hasScript || ROLLS_BACK.test(sql)) return undefined;
    return this.scripted?.next(kind, sql) ?? this.random?.next(kind, sql);
  }

  partition(): void {
    this.partitioned = true;
  }

  delay(ms: number): void {
    this.delayMs = ms;
  }

  heal(): void {
    this.partitioned = false;
    this.delayMs = 0;
    for (const held of [...this.held]) held.goOn();
  }

  close(): void {
    this.closed = true;
    for (const held of [...this.held]) held.drop(connectionReset());
    for (const socket of [...this.sockets]) socket.destroy(connectionReset());
  }

  reopen(): void {
    this.closed = false;
  }

  async request(): Promise<void> {
    if (this.delayMs > 0) await this.wait(this.delayMs);
    await this.pass();
  }

  async pass(): Promise<void> {
    while (this.partitioned && !this.closed) await this.hold(() => () => undefined);
    if (this.closed) throw connectionReset();
  }

  wait(ms: number): Promise<void> {
    return this.hold((goOn) => this.clock.after(ms, goOn));
  }

  add(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
  }

  private hold(begin: (goOn: () => void) => () => void): Promise<void> {
    const release = this.activity.hold();
    return new Promise((resolve, reject) => {
      const leave = () => {
        cancel();
        release();
        this.held.delete(held);
      };
      const held: Held = {
        goOn: () => {
          leave();
          resolve();
        },
        drop: (error) => {
          leave();
          reject(error);
        },
      };
      this.held.add(held);
      const cancel = begin(held.goOn);
    });
  }
}
