import type { Verdict } from '../compare/verdict.js';
import type { OracleSchema } from '../model/oracle-model.js';
import { kindsOf } from '../query/kinds.js';
import type { Query } from '../query/query.js';

type Ending = Verdict['kind'];

/** How often queries of each kind ended in which way. */
export interface Tally {
  add(query: Query, verdict: Verdict): void;
  readonly total: number;
  /** Share of the lists that have at least two rows, without which there is no order. */
  readonly plural: number;
  count(ending: Ending): number;
  /** Kinds of queries that were asked, and how many of each got what one database answers, be it an error. */
  readonly answered: ReadonlyMap<string, number>;
  /** One query that Prisma does not take, with its words. */
  readonly invalid: string | undefined;
  /** A table of the methods, for people. */
  toString(): string;
}

export function createTally(schema: OracleSchema): Tally {
  const endings = new Map<Query['method'], Map<string, number>>();
  const answered = new Map<string, number>();
  let invalid: string | undefined;
  let total = 0;
  const lists = { all: 0, plural: 0 };
  const sum = (ending: Ending) =>
    [...endings.values()].reduce(
      (all, each) =>
        all +
        [...each].reduce((own, [name, n]) => (name.split(' SG')[0] === ending ? own + n : own), 0),
      0,
    );
  return {
    add(query, verdict) {
      total++;
      const ending = verdict.kind === 'refused' ? `refused ${verdict.code}` : verdict.kind;
      const own = endings.get(query.method) ?? new Map<string, number>();
      endings.set(query.method, own.set(ending, (own.get(ending) ?? 0) + 1));
      if (verdict.kind === 'equal' && verdict.rows !== undefined) {
        lists.all++;
        if (verdict.rows > 1) lists.plural++;
      }
      if (verdict.kind === 'invalid') invalid ??= verdict.theirs;
      const isAnswer = verdict.kind === 'equal' || verdict.kind === 'both failed';
      for (const kind of kindsOf(schema, query)) {
        answered.set(kind, (answered.get(kind) ?? 0) + (isAnswer ? 1 : 0));
      }
    },
    get total() {
      return total;
    },
    get plural() {
      return lists.plural / lists.all;
    },
    count: sum,
    answered,
    get invalid() {
      return invalid;
    },
    toString: () =>
      [...endings]
        .map(([method, own]) => {
          const parts = [...own].toSorted().map(([ending, n]) => `${n} ${ending}`);
          return `  ${method}: ${parts.join(', ')}`;
        })
        .toSorted()
        .join('\n'),
  };
}
