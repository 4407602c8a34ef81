/**
 * Turns keys that `Known` lacks into `never`, for arguments that have to be generic as a whole; also
 * inside `where`, where a misspelt field would otherwise widen the answer.
 */
export type Exactly<Args, Known> = {
  [Key in keyof Args]: Key extends keyof Known
    ? Key extends 'where'
      ? OnlyKeysOf<Args[Key], NonNullable<Known[Key]>>
      : Args[Key]
    : never;
};

type OnlyKeysOf<Value, Known> = {
  [Key in keyof Value]: Key extends keyof Known ? Value[Key] : never;
};
