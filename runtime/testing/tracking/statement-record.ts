import type { CallPart } from './call-part.js';
import type { Statement, StatementKind } from './statement.js';

const { performance } = globalThis;

/** A statement on its way; `snapshot` is what is known of it at any moment. */
export class StatementRecord {
  private part: CallPart | undefined;
  private durationMs: number | undefined;
  private rows: number | undefined;
  private error: string | undefined;
  private readonly began = performance.now();

  constructor(
    private readonly number: number,
    private readonly shard: string,
    private readonly kind: StatementKind,
    private readonly sql: string,
  ) {}

  /** Says whose statement it is, once. */
  assign(part: CallPart): void {
    if (this.part !== undefined) return;
    this.part = part;
    for (const recording of part.recordings) recording.statements.push(() => this.snapshot());
  }

  done(rows: number): void {
    this.durationMs = performance.now() - this.began;
    this.rows = rows;
  }

  failed(error: unknown): void {
    this.durationMs = performance.now() - this.began;
    this.error = error instanceof Error ? error.message : String(error);
  }

  snapshot(): Statement {
    const { number, shard, kind, sql, durationMs, rows, error, part } = this;
    return Object.freeze({
      number,
      shard,
      call: part?.number,
      model: part?.model,
      method: part?.method,
      kind,
      sql,
      durationMs,
      rows,
      error,
    });
  }
}
