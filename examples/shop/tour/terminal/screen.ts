import type { WriteStream } from 'node:tty';
import { createPalette, type Palette } from './palette.js';

/** Where the tour writes: a terminal, or a pipe that gets the same words as plain lines. */
export interface Screen {
  /** Columns that a line may fill. */
  readonly width: number;
  /** Whether a line may be drawn over: false in a pipe, in CI and on dumb terminals. */
  readonly live: boolean;
  readonly paint: Palette;
  line(text?: string): void;
  /** Draws over the last status; `line` and `clearStatus` take it away. Nothing without `live`. */
  status(text: string): void;
  clearStatus(): void;
}

const CLEAR_LINE = '\r\u001b[2K';

export function createScreen(out: WriteStream, env: NodeJS.ProcessEnv): Screen {
  const terminal = out.isTTY === true && env['TERM'] !== 'dumb';
  const live = terminal && env['CI'] === undefined;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const plain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  let drawn = false;
  const clearStatus = () => {
    if (drawn) out.write(CLEAR_LINE);
    drawn = false;
  };
  return Object.freeze({
    width: widthOf(out, env),
    live,
    paint: createPalette((terminal || forced) && !plain),
    line(text = '') {
      clearStatus();
      out.write(`${text}\n`);
    },
    status(text: string) {
      if (!live) return;
      clearStatus();
      out.write(text);
      drawn = true;
    },
    clearStatus,
  });
}

/** Very wide lines are hard to read, and below 40 columns no table fits. */
function widthOf(out: WriteStream, env: NodeJS.ProcessEnv): number {
  const columns = out.columns ?? Number.parseInt(env['COLUMNS'] ?? '', 10);
  return Math.min(100, Math.max(40, columns > 0 ? columns : 80));
}
