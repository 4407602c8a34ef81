import { analyzeSchema } from '../analyze-schema.js';
import { aboutCode } from '../diagnostics/codes.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceLocation } from '../model/source-location.js';
import type { SchemaFile } from '../source/schema-file.js';
import { applyPlan, type InsertionPlan } from './annotate.js';
import { createPlaceBefore } from './place-before.js';
import type { Finding, FindingGroup } from './proposal.js';

/** One diagnostic, at its place in the files as they are. */
interface Found {
  readonly diagnostic: Diagnostic;
  readonly location: SourceLocation;
}

/**
 * What the project's own analysis says once the annotations stand in the files: the same that
 * `validate` says then, and what it says once missing key fields are added too.
 */
export function findBreaks(
  files: readonly SchemaFile[],
  shards: readonly string[] | undefined,
  now: InsertionPlan,
  later: InsertionPlan,
  /** Relations that are widened anyway when a key field is added. */
  widened: readonly SourceLocation[],
): readonly FindingGroup[] {
  const first = analyze(files, shards, now);
  const known = new Set(first.map(identity));
  const known1304 = new Set(widened.map(placeOf));
  const second = analyze(files, shards, later).filter(
    (found) =>
      !known.has(identity(found)) &&
      !(found.diagnostic.code === 'SG1304' && known1304.has(placeOf(found.location))),
  );
  const groups = new Map<string, { severity: Diagnostic['severity']; findings: Finding[] }>();
  const add = (isLater: boolean) => (found: Found) => {
    const { code, severity, message, fix } = found.diagnostic;
    const group = groups.get(code) ?? { severity, findings: [] };
    groups.set(code, group);
    group.findings.push({ location: found.location, message, fix, later: isLater });
  };
  first.forEach(add(false));
  second.forEach(add(true));
  return [...groups]
    .map(([code, group]) => ({ code, ...group, about: aboutCode(code) }))
    .sort((a, b) => compare(a.severity, b.severity) || compare(a.code, b.code));
}

function analyze(
  files: readonly SchemaFile[],
  shards: readonly string[] | undefined,
  plan: InsertionPlan,
): readonly Found[] {
  const places = new Map(
    files.map((file) => [file.path, createPlaceBefore(file, plan.get(file.path) ?? [])]),
  );
  return analyzeSchema(applyPlan(files, plan), { shards }).diagnostics.map((diagnostic) => {
    const { location } = diagnostic;
    return { diagnostic, location: places.get(location.file)?.(location) ?? location };
  });
}

function identity({ diagnostic, location }: Found): string {
  return JSON.stringify([diagnostic.code, placeOf(location), diagnostic.message]);
}

function placeOf({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
