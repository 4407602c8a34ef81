/** What Prisma tells a plugin that may add a comment to a statement, as far as it is used here. */
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
const COMMENT = /\s*\/\*shardgen='(\w+\.\w+)\.(\d+)'\*\/$/;

const UNTAGGED = Object.freeze({});

/** The comment that names model and action of a statement. */
export function tagOf({ query }: CommentContext): Readonly<Record<string, string>> {
  if (query.modelName === undefined) return UNTAGGED;
  const calls = query.type === 'compacted' ? (query.queries?.length ?? 1) : 1;
  return { [KEY]: `${callKey(query.modelName, query.action)}.${calls}` };
}

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

/** Prisma tells these apart from each other no more, or makes one statement of both. */
const ALIKE: Readonly<Record<string, string>> = {
  count: 'aggregate',
  findUniqueOrThrow: 'findUnique',
};

const keys = new Map<string, Map<string, string>>();

/** Model and action; Prisma names some actions differently from the methods that cause them. */
export function callKey(model: string, action: string): string {
  const known = keys.get(model)?.get(action);
  if (known !== undefined) return known;
  const plain = ALIKE[action] ?? action.replace(/One$/, '');
  const key = `${model}.${plain}`;
  keys.set(model, (keys.get(model) ?? new Map<string, string>()).set(action, key));
  return key;
}
