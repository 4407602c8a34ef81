import type { CallPart } from './call-part.js';
import { type CommentContext, type StatementTag, tagOf } from './call-tags.js';

/**
 * The calls that run on one shard, and which statement belongs to which of them. Prisma does not say
 * it, but asks plugins for a comment on each statement of a query. While one call runs alone, its
 * statements are known without one. While there are several, a plugin names model and action, which
 * is taken off again before the statement is sent. Which of several calls with the same model and
 * action it was cannot be told: it is given to the one that has had the fewest, the oldest first.
 *
 * (An async context would know more, and up to Node 22 cost every promise of the process.)
 */
export interface CallsInFlight {
  /** The `comments` of the shard's PrismaClient, which looks at them for each statement. */
  readonly plugins: readonly Plugin[];
  begin(part: CallPart): void;
  end(part: CallPart): void;
  /** The call that runs, or ran when the others had not begun. */
  readonly alone: CallPart | undefined;
  /**
   * The calls of a statement: several for finds of one moment that became one statement. `current` is
   * the one whose transaction its connection is in.
   */
  claim(tag: StatementTag | undefined, current: CallPart | undefined): readonly CallPart[];
}

type Plugin = (context: CommentContext) => Readonly<Record<string, string>>;

export function createCallsInFlight(): CallsInFlight {
  const plugins: Plugin[] = [];
  const running: CallPart[] = [];
  /** A statement without a tag is its own, also when others began while it waited for a connection. */
  let alone: CallPart | undefined;
  return {
    plugins,
    get alone() {
      return alone;
    },
    begin(part) {
      running.push(part);
      if (running.length === 1) alone = part;
      if (running.length === 2) plugins.push(tagOf);
    },
    end(part) {
      if (alone === part) alone = undefined;
      if (running.at(-1) === part) running.pop();
      else running.splice(running.indexOf(part), 1);
      if (running.length !== 1) return;
      alone = running[0];
      plugins.length = 0;
    },
    claim(tag, current) {
      if (tag === undefined) return alone === undefined ? [] : [alone];
      const alike = running.filter((part) => part.key === tag.key);
      if (current !== undefined && alike.includes(current)) {
        current.statements += 1;
        return [current];
      }
      const claimed: CallPart[] = [];
      while (claimed.length < Math.min(tag.calls, alike.length)) {
        const part = fewest(alike.filter((one) => !claimed.includes(one)));
        if (part === undefined) break;
        part.statements += 1;
        claimed.push(part);
      }
      return claimed;
    },
  };
}

function fewest(parts: readonly CallPart[]): CallPart | undefined {
  let found: CallPart | undefined;
  for (const part of parts) {
    if (found === undefined || part.statements < found.statements) found = part;
  }
  return found;
}
