// A process of its own: joins or starts the shared test server, and says how long that took.
import { joinSharedServer } from '../../runtime/testing/server/shared-server.js';

const start = performance.now();
await joinSharedServer();
console.log(JSON.stringify({ ms: performance.now() - start }));
if (process.argv[2] === 'hold') setInterval(() => undefined, 1000);
