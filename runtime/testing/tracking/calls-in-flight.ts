import type { CallPart } from './call-part.js';
import { type CommentContext, type StatementTag, tagOf } from './call-tags.js';

/**
 * The calls that run on one shard, and which statement belongs to which of them. Prisma does not say
 * it, but asks plugins for a comment on each statement of a query. While one call runs alone, its
 * statements are known without one. While there are several, a plugin names model and action, which
 * is taken off again before the statement is sent; of several calls with the same model and action,
 * a statement belongs to the one that has had the fewest, the oldest first: which of them it was
 * cannot be told, and makes no difference to anything but the number of the call.
 *
 * (An async context would know more, and up to Node 22 cost every promise of the process.)
 */
export interface CallsInFlight {
  /** The `comments` of the shard's PrismaClient, which looks at them for each statement. */
  readonly plugins: readonly Plugin[];
  begin(part: CallPart): void;
  end(part: CallPart): void;
  /** The call of a statement; `current` is the one whose transaction its connection is in. */
  claim(tag: StatementTag | undefined, current: CallPart | undefined): CallPart | undefined;
}

type Plugin = (context: CommentContext) => Readonly<Record<string, string>>;

export function createCallsInFlight(): CallsInFlight {
  const plugins: Plugin[] = [];
  let running: CallPart[] = [];
  /**
   * The call that runs, or ran when the others had not begun: a statement without a tag is its own,
   * also when others began while it waited for a connection.
   */
  let alone: CallPart | undefined;
  return {
    plugins,
    begin(part) {
      running.push(part);
      if (running.length === 1) alone = part;
      if (running.length === 2) plugins.push(tagOf);
    },
    end(part) {
      if (alone === part) alone = undefined;
      running = running.filter((other) => other !== part);
      if (running.length !== 1) return;
      alone = running[0];
      plugins.length = 0;
    },
    claim(tag, current) {
      if (tag === undefined) return alone;
      const alike = running.filter((part) => part.key === tag.key);
      if (current !== undefined && alike.includes(current)) {
        current.statements += 1;
        return current;
      }
      let first: CallPart | undefined;
      for (let claimed = 0; claimed < tag.calls; claimed += 1) {
        const part = fewest(alike);
        if (part === undefined) break;
        part.statements += 1;
        first ??= part;
      }
      return first;
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
