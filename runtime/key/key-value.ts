/**
 * One field of a canonical shard key. Equal keys are `===`: an integer is a number while it is a
 * safe one and a bigint beyond, a UUID is in lower case.
 */
export type KeyValue = number | bigint | string;
