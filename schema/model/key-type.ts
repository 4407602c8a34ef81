/** How a shard-key field is hashed; each is one of PostgreSQL's own hash functions. */
export type KeyType = 'int' | 'bigint' | 'text' | 'uuid';
