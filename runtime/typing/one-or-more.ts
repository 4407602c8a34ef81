/** What an empty list lacks, as a sentence; nothing for a list that has, or may have, something in it. */
export type OneOrMore<List extends readonly unknown[]> = List extends readonly []
  ? 'Name at least one shard.'
  : unknown;
