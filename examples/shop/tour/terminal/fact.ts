import type { Screen } from './screen.js';
import { wrap } from './wrap.js';

const LABEL = 13;

/** One line of a list of facts: a dim label, then the text, broken below itself when too long. */
export function fact(screen: Screen, label: string, text: string): void {
  wrap(text, screen.width - LABEL - 2).forEach((line, index) => {
    screen.line(`  ${screen.paint.dim((index === 0 ? label : '').padEnd(LABEL))}${line}`);
  });
}
