/**
 * Prisma does not say which call a statement belongs to, but it lets a plugin add a comment to the
 * statements of a query. The comment names model and action, and is taken off again before the
 * statement is sent. (An async context would know more, and up to Node 22 cost every promise of the
 * process.)
 */
export function tagStatement({ query }: CommentContext): Readonly<Record<string, string>> {
  if (query.modelName === undefined) return NONE;
  const queries = query.type === 'compacted' ? (query.queries?.length ?? 1) : 1;
  return { [KEY]: `${keyOf(query.modelName, query.action)}.${queries}` };
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
  /** As `keyOf` says it. */
  readonly key: string;
  /** Several `findUnique` of one moment become one statement. */
  readonly calls: number;
}

const KEY = 'shardgen';
const NONE = Object.freeze({});
const COMMENT = /\s*\/\*shardgen='(\w+\.\w+)\.(\d+)'\*\/$/;

/** A statement without its comment, and what the comment said. */
export function readTag(text: string): { readonly sql: string; readonly tag?: StatementTag } {
  const found = text.endsWith("'*/") ? COMMENT.exec(text) : null;
  const key = found?.[1];
  if (found === null || key === undefined) return { sql: text };
  return { sql: text.slice(0, found.index), tag: { key, calls: Number(found[2]) } };
}

/** Prisma names actions a little differently from the methods that cause them. */
export function keyOf(model: string, action: string): string {
  const plain = action.replace(/(One|OrThrow)$/, '');
  return `${model}.${plain === 'count' ? 'aggregate' : plain}`;
}
