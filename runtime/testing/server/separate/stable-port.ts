import { isPortFree } from '../../../cluster/server/free-port.js';
import { noStablePort } from '../../../errors/testing-server-errors.js';

/** Below what systems give to outgoing connections: nobody takes it while its server is down. */
const [FIRST, LAST] = [20_000, 32_000];
const ATTEMPTS = 200;

/** A free port that stays free while a server is stopped, as far as that is possible. Throws SG7032. */
export async function stablePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (await isPortFree(port)) return port;
  }
  throw noStablePort(FIRST, LAST);
}
