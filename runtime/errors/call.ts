/** The call that an error is about, as the user wrote it. */
export interface Call {
  /** Model name, such as `Order`. */
  readonly model: string;
  /** Method name, such as `findMany`. */
  readonly method: string;
}

/** `Order.findMany()`. */
export function callName(call: Call): string {
  return `${call.model}.${call.method}()`;
}
