/**
 * Prisma does not say which call a statement belongs to, but it lets a plugin add a comment to the
 * statements of a query. The comment names model and action, and is taken off again before the
 * statement is sent. (An async context would know more, and up to Node 22 cost every promise of the
 * process.)
 */
export function tagStatement({ query }: CommentContext): Readonly<Record<string, string>> {
  if (query.modelName === undefined) return NONE;
  const queries = query.type === 'compacted' ? (query.queries?.length ?? 1) : 1;
  return { [KEY]: `${callKey(query.modelName, query.action)}.${queries}` };
}

/** What Prisma tells a plugin, as far as it is used here. */
export interface CommentContext {
  readonly query: {
    readonly type: 'single' | 'compacted';
    readonly modelName?: string;
    readonly action: string;
    readonly queries?: readonly unknown[];
  };
}

/** The kind of call that a statement belongs to. */
export interface StatementTag {
  /** As `callKey` says it. */
  readonly key: string;
  /** Several `findUnique` of one moment become one statement. */
  readonly calls: number;
}

const KEY = 'shardgen';
const NONE = Object.freeze({});
const COMMENT = /\s*\/\*shardgen='(\w+\.\w+)\.(\d+)'\*\/$/;

/** A statement without its comment, and what the comment said. */
export function readTag(text: string): {
  readonly sql: string;
  readonly tag: StatementTag | undefined;
} {
  const found = text.endsWith("'*/") ? COMMENT.exec(text) : null;
  const key = found?.[1];
  if (found === null || key === undefined) return { sql: text, tag: undefined };
  return { sql: text.slice(0, found.index), tag: { key, calls: Number(found[2]) } };
}

const actions = new Map<string, string>();

/** Model and action; Prisma names some actions differently from the methods that cause them. */
export function callKey(model: string, action: string): string {
  let plain = actions.get(action);
  if (plain === undefined) {
    plain = action === 'count' ? 'aggregate' : action.replace(/(One|OrThrow)$/, '');
    actions.set(action, plain);
  }
  return `${model}.${plain}`;
}
