type NamesOfMembers<Client> = {
  [Member in keyof Client]: Client[Member] extends {
    onShard(name: infer Name extends string): unknown;
  }
    ? Name
    : never;
};

/** The shard names of a generated client, which are what its `onShard` takes; `string` for anything else. */
export type ShardNameOf<Client> = [Client] extends [object]
  ? [NamesOfMembers<Client>[keyof Client]] extends [never]
    ? string
    : NamesOfMembers<Client>[keyof Client]
  : string;
