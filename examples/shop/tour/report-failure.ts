import { say } from './terminal/say.js';
import type { Screen } from './terminal/screen.js';
import { TourError } from './tour-error.js';

/** Shows why the tour ended early: the code, what is wrong, and what to do. */
export function reportFailure(screen: Screen, error: unknown): void {
  const { paint } = screen;
  screen.line();
  if (error instanceof TourError) {
    say(screen, `${error.code}: ${error.message}`, paint.bad);
    say(screen, `  fix: ${error.fix}`);
  } else if (isNamed(error)) {
    // The message of shardgen's own errors holds code and fix.
    say(screen, error.message, paint.bad);
  } else {
    say(screen, error instanceof Error ? (error.stack ?? error.message) : String(error), paint.bad);
    say(screen, '  fix: this is a bug of the tour; please report it with the lines above');
  }
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) say(screen, `cause: ${cause.message}`, paint.dim);
}

function isNamed(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^SG\d{4}$/.test(String(error.code));
}
