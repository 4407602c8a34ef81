import type { SourceLocation } from '../../schema/model/source-location.js';
import type {
  FindingGroup,
  ModelProposal,
  Proposal,
  RootCandidate,
} from '../../schema/proposal/proposal.js';
import type { Terminal } from '../terminal/terminal.js';
import { count } from './count.js';

/** As many as a person reads; `--json` has them all. */
const CANDIDATES = 5;
const PLACES = 5;

type Line = (text: string) => void;

/** The proposal as a report for people. */
export function printProposal(terminal: Terminal, schema: string, proposal: Proposal): void {
  const { bold } = terminal.colors;
  const { models, crossings, findings } = proposal;
  const line: Line = (text) => terminal.out(text);
  line(`${bold(`A sharding for ${schema}`)} (${count(models.length, 'model')})`);
  candidates(terminal, line, proposal);
  for (const root of proposal.roots) group(terminal, line, root, models);
  outside(terminal, line, 'On every shard (reference)', withRole(models, 'reference'));
  outside(terminal, line, 'On one shard (global)', withRole(models, 'global'));
  outside(terminal, line, 'Left as annotated', withRole(models, 'as annotated'));
  if (crossings.length > 0) {
    line(`\n${bold('Relations that would cross shards')}: ${crossings.length}`);
    list(line, crossings, ({ location, message }) => `${at(location)}  ${message}`);
    line(
      '  in place of one, keep its foreign key and mark it, `/// @shard.relation(to: Model)`: a loader finds the rows',
    );
  }
  line(`\n${bold('What would break or needs care')}: ${summaryOf(findings)}`);
  for (const found of findings) findingGroup(terminal, line, found);
  line('');
}

function withRole(models: readonly ModelProposal[], role: string): readonly ModelProposal[] {
  return models.filter((one) => one.role === role);
}

function candidates(terminal: Terminal, line: Line, { candidates: all }: Proposal): void {
  const { bold, dim, green } = terminal.colors;
  line(`\n${bold('Candidate roots')}`);
  if (all.length === 0) {
    line('  none: no foreign key leads from one model to another; choose a root with --root');
  }
  const shown = all.filter(({ chosen }, i) => i < CANDIDATES || chosen);
  const width = Math.max(0, ...shown.map(({ model }) => model.length));
  const row = ({ model, chosen, reason }: RootCandidate) =>
    `  ${chosen ? green('●') : '○'} ${model.padEnd(width)}  ${dim(reason)}`;
  for (const one of shown) line(row(one));
  if (all.length > shown.length) line(dim(`    ... and ${all.length - shown.length} more`));
}

function group(
  terminal: Terminal,
  line: Line,
  root: string,
  models: readonly ModelProposal[],
): void {
  const { bold, dim } = terminal.colors;
  const members = models.filter((one) => one.group === root);
  line(`\n${bold(`Group of ${root}`)}: ${count(members.length, 'model')}`);
  const ready = members.filter(({ add }) => add === undefined);
  const width = Math.max(0, ...ready.map(({ model }) => model.length));
  for (const { model, annotation, reason } of ready) {
    line(`  ${model.padEnd(width)}  ${annotation ?? 'annotated'}  ${dim(reason)}`);
  }
  const lacking = members.filter(({ add }) => add !== undefined);
  if (lacking.length > 0) line(`  ${bold('lack the key')}: ${count(lacking.length, 'model')}`);
  for (const { model, add, annotation, reason } of lacking) {
    const fields = add?.fields.map(({ name, type }) => `\`${name} ${type}\``).join(' and ');
    line(`    ${model}  ${dim(reason)}`);
    line(`      add ${fields}; widen ${add?.relation.field} to \`${add?.relation.write}\``);
    for (const unique of add?.uniques ?? [])
      line(`      add \`${unique.write}\` to ${unique.model}`);
    line(`      then \`/// ${annotation}\``);
  }
}

function outside(
  terminal: Terminal,
  line: Line,
  title: string,
  models: readonly ModelProposal[],
): void {
  if (models.length === 0) return;
  const { bold, dim } = terminal.colors;
  line(`\n${bold(title)}: ${count(models.length, 'model')}`);
  const width = Math.max(...models.map(({ model }) => model.length));
  for (const { model, reason } of models) line(`  ${model.padEnd(width)}  ${dim(reason)}`);
  const missing = models.find(({ state }) => state === 'not available');
  if (missing !== undefined) {
    const name = missing.annotation?.replace(/\(.*/, '');
    line(`  not written: this version has no ${name}`);
  }
}

function findingGroup(terminal: Terminal, line: Line, found: FindingGroup): void {
  const { red, yellow, bold, dim } = terminal.colors;
  const paint = found.severity === 'error' ? red : yellow;
  const later = found.findings.filter((one) => one.later).length;
  const note = later === 0 ? '' : dim(` (${later} once the missing keys are added)`);
  line(
    `  ${bold(paint(`${found.severity}[${found.code}]`))} ${found.findings.length} ×  ${found.about}${note}`,
  );
  list(line, found.findings, ({ location, message }) => `  ${at(location)}  ${message}`);
  const [first] = found.findings;
  if (found.severity === 'error' && first !== undefined) line(`    fix: ${dim(first.fix)}`);
}

function list<T>(line: Line, all: readonly T[], text: (one: T) => string): void {
  for (const one of all.slice(0, PLACES)) line(`  ${text(one)}`);
  if (all.length > PLACES) line(`    ... and ${all.length - PLACES} more (--json lists all)`);
}

function at({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

function summaryOf(findings: readonly FindingGroup[]): string {
  const sum = (severity: string) =>
    findings
      .filter((found) => found.severity === severity)
      .reduce((total, found) => total + found.findings.length, 0);
  if (findings.length === 0) return 'nothing';
  return `${count(sum('error'), 'error')}, ${count(sum('warning'), 'warning')}`;
}
