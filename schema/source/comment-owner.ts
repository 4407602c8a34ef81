import type { Comment, DanglingComment, DanglingReason } from './schema-outline.js';

/** Collects comments until a declaration takes them, by the rules of Prisma's own parser. */
export class CommentOwner {
  #block: Comment[] = [];
  #pending: Comment[] = [];

  constructor(readonly dangling: DanglingComment[]) {}

  /** One more comment of the current run. */
  add(comment: Comment): void {
    this.#block.push(comment);
  }

  /** The run is over and something that is no declaration follows it. */
  drop(reason: DanglingReason): void {
    this.leave(this.#block, reason);
    this.#block = [];
  }

  /** The run is over and waits for a declaration; an earlier run that still waited is lost. */
  keep(): void {
    if (this.#block.length === 0) return;
    this.leave(this.#pending, 'replaced by a later comment');
    this.#pending = this.#block;
    this.#block = [];
  }

  /** A declaration takes what waits. */
  take(): readonly Comment[] {
    this.keep();
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }

  /** Nothing will come that could take what waits. */
  close(reason: DanglingReason): void {
    this.keep();
    this.leave(this.#pending, reason);
    this.#pending = [];
  }

  leave(comments: readonly Comment[], reason: DanglingReason): void {
    for (const comment of comments) this.dangling.push({ comment, reason });
  }
}
