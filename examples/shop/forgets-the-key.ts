// This program must not compile. `npm start` hands it to the real compiler and shows the answer.
import { createShards } from './src/generated/shards/index.js';

const db = createShards();

// Whose orders? Without `userId` no shard is the right one.
await db.order.findMany({ where: { status: 'OPEN' } });

// An e-mail address does not say where its customer lives.
await db.user.findFirst({ where: { email: 'ada@example.org' } });

// The key of a row never changes: an update cannot move an order to another customer.
await db.order.update({
  where: { userId_number: { userId: 42n, number: 1 } },
  data: { userId: 43n },
});
