/** A name that is written out must be one of the client's; one that is computed is checked at run time. */
export type NameOrText<Given extends string, Name extends string> = string extends Given
  ? string
  : Name;
