import type { Screen } from './screen.js';
import { wrapIndented } from './wrap.js';

/** Text in lines that keep their indentation, broken to the width of the screen. */
export function say(screen: Screen, text: string, paint = (line: string) => line): void {
  for (const paragraph of text.split('\n')) {
    for (const line of wrapIndented(`  ${paragraph}`, screen.width)) {
      screen.line(line.trim() === '' ? '' : paint(line));
    }
  }
}
