import type { Diagnostic } from '../schema/diagnostics/diagnostic.js';
import type { ErrorCode } from './error-codes.js';
import type { ErrorEntry } from './error-entries.js';
import type { Example } from './error-examples.js';

const FAMILIES = [
  ['SG1', 'The schema', 'Found by `shardgen validate` and `shardgen generate`, all in one run.'],
  ['SG2', 'Generator, command line and config', 'Nothing is written when one of these is shown.'],
  [
    'SG3',
    'Routing and the control database',
    'Where the rows of a call live is not said, or cannot be found out; it reaches no shard.',
  ],
  ['SG4', 'Topology, connections and manifest', 'Shown by `createShards`, before any connection.'],
  ['SG5', 'Execution', 'A shard did not answer, or answered only in part.'],
  ['SG6', 'The local cluster', 'Of `shardgen dev` and `shardgen/cluster`.'],
  ['SG7', 'The testing kit', 'Of `shardgen/testing`.'],
  ['SG9', 'Bugs', 'Never the fault of the caller.'],
] as const;

/** What the codes with entries are about, by their first digits. */
const SUBJECTS = [
  ['SG10', 'files and datasource'],
  ['SG11', 'annotations'],
  ['SG12', 'where rows live'],
  ['SG13', 'relations and unique constraints'],
  ['SG14', 'global indexes'],
] as const;

const ABOUT_ENTRIES = `Each has an entry below: the bad schema, what shardgen says about it, and the good one. Beside an
example that has neither a datasource nor a generator stands a datasource with
\`provider = "postgresql"\`. A line \`// shards: ...\` names the shards of the config.`;

/** With a capital letter, but for the name of a function. */
const sentence = (text: string) =>
  `${/^\w+\(/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const fenced = (language: string, text: string) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

function table(codes: readonly ErrorCode[]): string {
  const rows = codes.map(
    ({ code, description }) => `| ${code} | ${sentence(description).replaceAll('|', '\\|')} |`,
  );
  return ['| code | what it says |', '|---|---|', ...rows].join('\n');
}

/** A line of links for each subject, above the entries. */
function links(entries: readonly ErrorEntry[]): string {
  return SUBJECTS.map(([prefix, subject]) => {
    const codes = entries.map(({ code }) => code).filter((code) => code.startsWith(prefix));
    return `- ${subject}: ${codes.map((code) => `[${code}](#${code.toLowerCase()})`).join(' ')}`;
  }).join('\n');
}

const said = ({ severity, code, message, fix }: Diagnostic) =>
  `${severity}[${code}]: ${message}\nfix: ${fix}`;

const shown = ({ schema, modules }: Example): readonly string[] => [
  fenced('prisma', schema.text),
  ...modules.flatMap(({ path, text }) => [`\`${path}\`:`, fenced('ts', text)]),
];

function entryText({ description }: ErrorCode, { code, bad, good, badSays }: ErrorEntry): string {
  return [
    `### ${code}`,
    sentence(description),
    'Bad:',
    ...shown(bad),
    fenced('text', badSays.map(said).join('\n')),
    'Good:',
    ...shown(good),
  ].join('\n\n');
}

/** The text of docs/errors.md. */
export function errorReference(
  codes: readonly ErrorCode[],
  entries: readonly ErrorEntry[],
): string {
  const sections = FAMILIES.flatMap(([prefix, title, about]) => {
    const members = codes.filter(({ code }) => code.startsWith(prefix));
    const own = entries.filter(({ code }) => code.startsWith(prefix));
    const texts = own.flatMap((entry) => {
      const declared = members.find(({ code }) => code === entry.code);
      return declared === undefined ? [] : [entryText(declared, entry)];
    });
    return [
      `## ${prefix}xxx: ${title}`,
      about,
      ...(own.length === 0 ? [] : [ABOUT_ENTRIES, links(own)]),
      table(members),
      ...texts,
    ];
  });
  return `${[
    '# Errors',
    'Every error has a stable code. Its message says what is wrong and names the model, key, shard or\nfile; the line that begins with `fix:` says what to do. In code, tell errors apart by `error.code`.',
    'This page is made by `npm run docs:errors`: the tables from the sources, the examples from `docs/errors/`.',
    ...sections,
  ].join('\n\n')}\n`;
}
