import type { Diagnostic } from '../../schema/diagnostics/diagnostic.js';
import type { SourceLocation } from '../../schema/model/source-location.js';
import type { Proposal } from '../../schema/proposal/proposal.js';

const placeOf = ({ file, line, column }: SourceLocation) => ({ file, line, column });

const textOf = (value: object): string => JSON.stringify(value, undefined, 2);

/** The proposal for programs. Places are those of the files before anything was written. */
export function proposalJson(proposal: Proposal, written: readonly string[]): string {
  const { candidates, roots, models, crossings, findings, edits } = proposal;
  const withRole = (role: string) => models.filter((one) => one.role === role);
  const count = (severity: string) =>
    findings
      .filter((group) => group.severity === severity)
      .reduce((sum, group) => sum + group.findings.length, 0);
  return textOf({
    counts: {
      models: models.length,
      roots: withRole('root').length,
      followers: withRole('follower').length,
      lackKey: withRole('lacks key').length,
      reference: withRole('reference').length,
      global: withRole('global').length,
      crossings: crossings.length,
      errors: count('error'),
      warnings: count('warning'),
      annotations: edits.length,
    },
    candidates,
    roots,
    groups: roots.map((root) => ({
      root,
      key: models.find(({ model }) => model === root)?.key ?? [],
      members: models.filter(({ group }) => group === root).map(({ model }) => model),
    })),
    reference: withRole('reference').map(({ model, reason }) => ({ model, reason })),
    global: withRole('global').map(({ model, reason }) => ({ model, reason })),
    models: models.map(({ annotation, group, add, ...one }) => ({
      ...one,
      group: group ?? null,
      annotation: annotation ?? null,
      add: add ?? null,
    })),
    crossings: crossings.map(({ location, message }) => ({ ...placeOf(location), message })),
    findings: findings.map((group) => ({
      code: group.code,
      severity: group.severity,
      about: group.about,
      count: group.findings.length,
      places: group.findings.map(({ location, ...rest }) => ({ ...placeOf(location), ...rest })),
    })),
    annotations: edits.map(({ model, location, annotation }) => ({
      model,
      ...placeOf(location),
      annotation,
    })),
    written,
  });
}

/** Prisma does not read the schema. */
export function refusalJson(diagnostics: readonly Diagnostic[]): string {
  return textOf({
    refused: diagnostics.map(({ code, severity, location, message, fix }) => ({
      code,
      severity,
      ...placeOf(location),
      message,
      fix,
    })),
  });
}
