import { CONTENDERS, type OrderDatabases } from './contenders.js';

/** A process of its own, for its peak memory: `stream-once.ts CONTENDER ROWS DATABASES`. */
const [, , name = '', rows = '', databases = ''] = process.argv;
const parsed: OrderDatabases = JSON.parse(databases);
const contender = await CONTENDERS[name]?.(parsed);
if (contender === undefined) throw new Error(`no contender ${name}`);
let seen = 0;
let last = 0;
const start = performance.now();
await contender.stream(Number(rows), ({ createdAt }) => {
  seen += 1;
  if (Number(createdAt) < last) throw new Error('not in order');
  last = Number(createdAt);
});
const ms = performance.now() - start;
if (seen !== Number(rows)) throw new Error(`${seen} rows instead of ${rows}`);
console.log(`streamed=${ms}`);
await contender.close();
