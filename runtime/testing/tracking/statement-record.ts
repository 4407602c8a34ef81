import type { CallPart } from './call-part.js';
import type { Statement, StatementKind } from './statement.js';

/** A statement on its way; `snapshot` is what is known of it at any moment. */
export class StatementRecord {
  private part: CallPart | undefined;
  /** Whole microseconds: a fraction would be an object of its own, and records are many. */
  private durationUs: number | undefined;
  private rows: number | undefined;
  private error: string | undefined;

  constructor(
    /** Never starts again, unlike `number`. */
    readonly sequence: number,
    private readonly number: number,
    private readonly shard: string,
    private readonly kind: StatementKind,
    private readonly sql: string,
  ) {}

  /** Says whose statement it is, once: the first one's, and the others want to know of it too. */
  assign(parts: readonly CallPart[]): void {
    if (this.part !== undefined) return;
    this.part = parts[0];
    for (const { recordings } of parts) {
      for (const { statements } of recordings) {
        if (statements.at(-1) !== this) statements.push(this);
      }
    }
  }

  done(rows: number, durationMs: number): void {
    this.durationUs = Math.round(durationMs * 1000);
    this.rows = rows;
  }

  failed(error: unknown, durationMs: number): void {
    this.durationUs = Math.round(durationMs * 1000);
    this.error = error instanceof Error ? error.message : String(error);
  }

  snapshot(): Statement {
    const { number, shard, kind, sql, durationUs, rows, error, part } = this;
    return Object.freeze({
      number,
      shard,
      call: part?.number,
      model: part?.model,
      method: part?.method,
      kind,
      sql,
      durationMs: durationUs === undefined ? undefined : durationUs / 1000,
      rows,
      error,
    });
  }
}
