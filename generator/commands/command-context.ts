import type { Ask } from '../terminal/ask.js';
import type { Terminal } from '../terminal/terminal.js';

/** What every command gets from outside. */
export interface CommandContext {
  readonly cwd: string;
  readonly terminal: Terminal;
  /** Absent where nobody can answer. */
  readonly ask?: Ask | undefined;
}
