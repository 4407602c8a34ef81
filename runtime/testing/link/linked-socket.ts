import { Socket } from 'node:net';
import { connectionRefused } from './lost-connection.js';
import type { ShardLink } from './shard-link.js';

/** A connection that obeys the state of its link: refused, or kept waiting for an answer. */
export class LinkedSocket extends Socket {
  constructor(private readonly link: ShardLink) {
    super();
    link.add(this);
  }

  // The driver connects by port and host only; the other forms go straight through.
  override connect(...where: unknown[]): this {
    const [port, host] = where;
    const begin = () => {
      // Sound: these are the arguments that the caller gave to this very method.
      super.connect(...(where as Parameters<Socket['connect']>));
    };
    if (this.link.free) begin();
    else {
      this.link.pass().then(begin, () => {
        this.destroy(connectionRefused(String(host), Number(port)));
      });
    }
    return this;
  }
}
