/** How a field of a hashed key is hashed; each is one of PostgreSQL's own hash functions. */
export type HashType = 'int' | 'bigint' | 'text' | 'uuid';

/**
 * What a shard-key field holds. Only regions and custom strategies have keys of `char`, which ends in any
 * blanks, and of `enum`; only ranges have keys of `decimal`, `datetime` and `date`.
 */
export type KeyType = HashType | 'char' | 'enum' | 'decimal' | 'datetime' | 'date';
