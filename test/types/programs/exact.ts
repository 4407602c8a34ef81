/** True when both types are the same in every position; `any` is the same only as `any`. */
export type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only for `is<Equal<...>>()` of equal types. */
export function is<Condition extends true>(): Condition | undefined {
  return undefined;
}
