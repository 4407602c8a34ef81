/** Runs the body of `withVirtualShards`. Its name is how `isInsideBody` knows it. */
export async function runBodyOfVirtualShards<T>(body: () => T | PromiseLike<T>): Promise<T> {
  // The await puts this function into the async stack traces of what the body calls.
  return await body();
}

/**
 * Whether the caller runs inside a body, as far as its stack tells: an async context would know it
 * better, and up to Node 22 it would slow down every promise of the test.
 */
export function isInsideBody(): boolean {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  Error.prepareStackTrace = (_, frames) =>
    frames.some((frame) => frame.getFunctionName() === runBodyOfVirtualShards.name);
  try {
    const inside: unknown = new Error().stack;
    return inside === true;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
