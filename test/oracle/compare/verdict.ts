import type { OracleSchema } from '../model/oracle-model.js';
import type { Query } from '../query/query.js';
import { isAllowed } from './allowed-refusals.js';
import { canonical } from './canonical.js';
import { NOT_YET } from './not-yet.js';
import { causesOf, isInvalid, type Outcome } from './outcome.js';

/** What two outcomes of one query say of each other. */
export type Verdict =
  /** `rows` is the length of a list. */
  | { readonly kind: 'equal'; readonly rows: number | undefined }
  | { readonly kind: 'both failed' | 'not yet' }
  | { readonly kind: 'invalid'; readonly theirs: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'wrong'; readonly ours: string; readonly theirs: string };

export function judge(schema: OracleSchema, query: Query, ours: Outcome, theirs: Outcome): Verdict {
  const wrong = () => ({ kind: 'wrong' as const, ours: shown(ours), theirs: shown(theirs) });
  const shown = (outcome: Outcome) =>
    outcome.ok ? canonical(schema, query, outcome.value) : words(outcome);
  if (ours.ok) {
    if (!theirs.ok) return wrong();
    if (shown(ours) !== shown(theirs)) return wrong();
    return { kind: 'equal', rows: Array.isArray(ours.value) ? ours.value.length : undefined };
  }
  // What Prisma itself does not take may be refused by any name.
  if (isInvalid(theirs)) return { kind: 'invalid', theirs: shown(theirs) };
  if (isNotYet(query, ours)) return { kind: 'not yet' };
  if (!theirs.ok && isSame(ours, theirs)) return { kind: 'both failed' };
  if (isAllowed(schema, query, ours.code)) return { kind: 'refused', code: ours.code };
  return wrong();
}

function isNotYet(query: Query, ours: Outcome & { ok: false }): boolean {
  const why = NOT_YET[query.method];
  return why === 'SG3011' ? ours.code === why : why === 'missing' && ours.name === 'TypeError';
}

/** A shard that fails is named by an error of ours, whose causes are what one database would say. */
function isSame(ours: Outcome & { ok: false }, theirs: Outcome & { ok: false }): boolean {
  const alike = (outcome: Outcome) =>
    !outcome.ok && outcome.name === theirs.name && outcome.code === theirs.code;
  return alike(ours) || causesOf(ours).some(alike);
}

function words({ name, code, error }: Outcome & { ok: false }): string {
  const message = String(Object(error).message ?? error).trim();
  const causes = causesOf({ ok: false, name, code, error }).map((each) =>
    each.ok ? '' : `\n  caused by ${words(each)}`,
  );
  return `${name} ${code}: ${message}${causes.join('')}`;
}
