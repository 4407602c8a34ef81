/** Each form of a new row, whose ids may be left out. */
export type OptionalIds<Input, Ids> = Input extends unknown ? Omit<Input, keyof Ids> & Ids : never;
