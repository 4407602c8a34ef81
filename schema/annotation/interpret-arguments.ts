import { closest } from '../diagnostics/did-you-mean.js';
import { error, type Report } from '../diagnostics/report.js';
import { type AnySpec, spelled } from './annotation-names.js';
import type { AnnotationNode, ArgumentNode } from './annotation-syntax.js';
import type { ArgumentSpec } from './argument/argument-kind.js';

type Specs = Readonly<Record<string, ArgumentSpec<unknown>>>;

/**
 * Reads the arguments by their specs. Undefined when a required one could not be read: a mistake in
 * another one is reported, and the rest of the annotation still counts, so that all is checked at once.
 */
export function interpretArguments(
  node: AnnotationNode,
  { example, positional, arguments: specs }: AnySpec,
  report: Report,
): Readonly<Record<string, unknown>> | undefined {
  const values: Record<string, unknown> = {};
  const seen = new Map<string, ArgumentNode>();
  const written = spelled(node.level, node.name);
  for (const [position, argument] of node.arguments.entries()) {
    const name = argument.name ?? (position === 0 ? positional : undefined);
    const spec = name !== undefined && Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (name === undefined) report(withoutName(argument, written, specs, seen));
    else if (spec === undefined) {
      const meant = closest(name, Object.keys(specs)) ?? fitting(argument, node, specs);
      report(unknownArgument(argument, name, written, specs, meant));
      if (meant !== undefined && !seen.has(meant)) seen.set(meant, argument);
    } else {
      const earlier = seen.get(name);
      if (earlier !== undefined && (earlier.name ?? positional) === name) {
        report(
          error('SG1110', {
            at: argument.at,
            message: `"${name}" is given twice.`,
            fix: 'Remove one of them.',
            related: { message: 'It is given here first.', location: earlier.at },
          }),
        );
        continue;
      }
      seen.set(name, argument);
      const result = spec.kind.read(argument.value, name);
      if (result.ok) values[name] = result.value;
      else report(error(result.code, result.mistake));
    }
  }
  const nameless = node.arguments.some(
    ({ name }, position) => name === undefined && (position > 0 || positional === undefined),
  );
  let complete = true;
  for (const [name, spec] of Object.entries(specs)) {
    if (name in values) continue;
    if ('fallback' in spec) {
      values[name] = spec.fallback;
      continue;
    }
    complete = false;
    // A value without a name is probably the one that is missing: one mistake, one diagnostic.
    if (!seen.has(name) && !nameless) report(missing(node, name, spec, example));
  }
  return complete ? values : undefined;
}

function withoutName(
  argument: ArgumentNode,
  written: string,
  specs: Specs,
  seen: ReadonlyMap<string, ArgumentNode>,
) {
  const free = Object.keys(specs).filter((name) => !seen.has(name));
  const fitting =
    free.find((name) => specs[name]?.kind.read(argument.value, name).ok === true) ?? free[0];
  if (free.length === 0) {
    return error('SG1109', {
      at: argument.at,
      message: `\`${written}\` has no argument for this value.`,
      fix: `Remove it; ${listNames(written, specs)}`,
    });
  }
  return error('SG1108', {
    at: argument.at,
    message: `An argument of \`${written}\` has no name.`,
    fix: `Write its name in front of it, like \`${fitting ?? 'on'}: ...\`; ${listNames(written, specs)}`,
    label: 'expected `name: value`',
  });
}

/** The required argument that is not given and has such a value: `fields: [id]` means `on`. */
function fitting(argument: ArgumentNode, node: AnnotationNode, specs: Specs): string | undefined {
  return Object.keys(specs).find((name) => {
    const spec = specs[name];
    if (spec === undefined || 'fallback' in spec) return false;
    const given = node.arguments.some((other) => other.name === name);
    return !given && spec.kind.read(argument.value, name).ok;
  });
}

function unknownArgument(
  argument: ArgumentNode,
  name: string,
  written: string,
  specs: Specs,
  meant: string | undefined,
) {
  return error('SG1109', {
    at: argument.at,
    message: `\`${written}\` has no argument "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    fix: `Rename or remove it; ${listNames(written, specs)}`,
  });
}

function missing(node: AnnotationNode, name: string, spec: ArgumentSpec<unknown>, example: string) {
  return error('SG1111', {
    at: node.at,
    message: `\`${spelled(node.level, node.name)}\` lacks the argument "${name}": ${lowerFirst(spec.description)}`,
    fix: `Add \`${name}: ${spec.kind.example}\`, like \`${example}\`.`,
  });
}

function listNames(written: string, specs: Specs): string {
  const names = Object.keys(specs).map((name) => `"${name}"`);
  const last = names.pop() ?? 'no arguments';
  const list = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return `\`${written}\` takes ${list}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
