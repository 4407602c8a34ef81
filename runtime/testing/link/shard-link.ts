import type { Socket } from 'node:net';
import type { Clock } from '../../clock/clock.js';
import type { Activity } from '../tracking/activity.js';
import type { StatementKind } from '../tracking/statement.js';
import type { StatementFault } from './fault.js';
import { connectionReset } from './lost-connection.js';

/** What the way to a shard does with requests at this moment. */
export type LinkState = 'up' | 'partitioned' | 'gone';

/**
 * The way between the client and one virtual shard. Every connection and every statement of the
 * client passes it, so this is where faults happen; the server behind it is real.
 */
export interface ShardLink {
  readonly state: LinkState;
  /** Requests and answers wait until `open`, and nobody is told. */
  partition(): void;
  /** From now on each statement waits this long before it is sent. */
  delay(ms: number): void;
  /** Breaks every connection, and refuses new ones until `open`. */
  close(): void;
  /** Breaks every connection and what waits; new ones are welcome. */
  breakConnections(): void;
  /** As at the start. What waits goes on. */
  open(): void;
  /** Resolves when a request may be sent; rejects when its connection broke meanwhile. */
  request(): Promise<void>;
  /** Resolves when a connection or an answer may go through; rejects when its connection broke. */
  pass(): Promise<void>;
  /** Waits on the clock, at most until `open`; rejects when the connection breaks. */
  wait(ms: number): Promise<void>;
  /** Whether a statement may be sent at once, which is so outside of faults. */
  readonly free: boolean;
  /** Asked before each statement; undefined while nothing is scripted. */
  script: ((kind: StatementKind, sql: string) => StatementFault | undefined) | undefined;
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

class ClockedLink implements ShardLink {
  state: LinkState = 'up';
  script: ShardLink['script'];
  crash = async (): Promise<void> => undefined;
  private delayMs = 0;
  private readonly held = new Set<Held>();
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {}

  get free(): boolean {
    return this.state === 'up' && this.delayMs === 0;
  }

  partition(): void {
    this.state = 'partitioned';
  }

  delay(ms: number): void {
    this.delayMs = ms;
  }

  close(): void {
    this.state = 'gone';
    this.breakConnections();
  }

  breakConnections(): void {
    for (const held of [...this.held]) held.drop(connectionReset());
    for (const socket of [...this.sockets]) socket.destroy(connectionReset());
  }

  open(): void {
    this.state = 'up';
    this.delayMs = 0;
    for (const held of [...this.held]) held.goOn();
  }

  async request(): Promise<void> {
    if (this.delayMs > 0) await this.wait(this.delayMs);
    await this.pass();
  }

  async pass(): Promise<void> {
    while (this.state === 'partitioned') await this.hold(() => () => undefined);
    if (this.state === 'gone') throw connectionReset();
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
