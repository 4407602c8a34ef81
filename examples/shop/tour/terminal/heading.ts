import type { Screen } from './screen.js';

/** A numbered step of the tour. */
export function heading(screen: Screen, step: number, title: string): void {
  const { paint } = screen;
  const rule = '─'.repeat(Math.max(0, screen.width - title.length - 6));
  screen.line();
  screen.line(`${paint.dim('──')} ${paint.bold(`${step} ${title}`)} ${paint.dim(rule)}`.trimEnd());
  screen.line();
}
