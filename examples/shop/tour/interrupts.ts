/** Exit codes of a program that a signal ended: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

type Interrupt = keyof typeof EXIT_CODES;

/** Calls `end` at the first signal that asks the tour to stop; a second one ends it at once. */
export function onInterrupt(end: (exitCode: number) => void): void {
  let asked = false;
  for (const name of Object.keys(EXIT_CODES) as Interrupt[]) {
    process.on(name, () => {
      if (asked) process.exit(EXIT_CODES[name]);
      asked = true;
      end(EXIT_CODES[name]);
    });
  }
  // The reader of a pipe went away (`npm start | head`): nobody is left to write to.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
}
