import { error, type Report } from '../diagnostics/report.js';
import type { Comment } from '../source/schema-outline.js';
import type { SourceText } from '../source/source-text.js';
import {
  availableNames,
  gluedName,
  isAvailable,
  knownName,
  specOf,
  spelled,
} from './annotation-names.js';
import type { AnnotationNode, ParsedComments } from './annotation-syntax.js';
import { type CommentText, joinDocComments } from './comment-text.js';
import { documentationWithout } from './documentation.js';
import { type AnnotationHead, findAnnotations } from './find-annotations.js';
import { parseArguments } from './parse-arguments.js';

/** Reads the annotations in the comments of one declaration, and keeps the rest as its text. */
export function parseComments(
  source: SourceText,
  comments: readonly Comment[],
  report: Report,
): ParsedComments {
  const text = joinDocComments(source, comments);
  const annotations: AnnotationNode[] = [];
  const cuts: { start: number; end: number }[] = [];
  let broken = false;
  let behind = 0;
  for (const head of findAnnotations(text.content)) {
    if (head.start < behind) continue;
    const { node, end } = parseOne(text, head, report);
    if (node === undefined) broken = true;
    else annotations.push(node);
    behind = end;
    cuts.push({ start: head.start, end });
  }
  return { annotations, broken, documentation: documentationWithout(comments, cuts) };
}

function parseOne(text: CommentText, head: AnnotationHead, report: Report) {
  const at = text.locate(head.start, head.end);
  const open = head.end + (/^[ \t]*(?=\()/.exec(text.content.slice(head.end))?.[0].length ?? 0);
  const list =
    text.content[open] === '('
      ? parseArguments(text, open, report)
      : { arguments: [], end: head.end };
  const written = text.content.slice(head.start, head.end);
  const glued = gluedName(head.word);
  if (glued !== undefined) {
    report(
      error('SG1118', {
        at,
        message: `There is no annotation \`${written}\`: a dot belongs between "shard" and the name.`,
        fix: `Write \`${spelled(head.level, glued)}\`.`,
      }),
    );
    return { node: undefined, end: list.end };
  }
  if (head.word !== 'shard') {
    report(
      error('SG1118', {
        at,
        message: `There is no annotation \`${written}\`: the word in front of the dot must be "shard".`,
        fix:
          head.name === ''
            ? `Write ${availableNames(head.level)}; or begin the line with another word, if this is no annotation.`
            : `Write \`${spelled(head.level, knownName(head.name))}\`.`,
      }),
    );
    return { node: undefined, end: list.end };
  }
  if (head.name === '') {
    report(
      error('SG1107', {
        at,
        message: `\`${written}\` does not say which annotation is meant.`,
        fix: `Write ${availableNames(head.level)}.`,
        label: 'a name is missing here',
      }),
    );
    return { node: undefined, end: list.end };
  }
  const stray = list.arguments && strayBracket(text.content, head, list.end);
  if (stray !== undefined) {
    report(error('SG1101', { at: text.locate(stray.start, stray.end), ...stray.mistake }));
    return { node: undefined, end: list.end };
  }
  const node: AnnotationNode | undefined = list.arguments && {
    level: head.level,
    name: head.name,
    at,
    arguments: list.arguments,
  };
  return { node, end: list.end };
}

/** A bracket, or a colon in its place, that is wrong in front of the arguments; or one too many behind them. */
function strayBracket(content: string, head: AnnotationHead, end: number) {
  const rest = content.slice(end);
  if (end > head.end && head.opensLine && rest.startsWith(')')) {
    return {
      start: end,
      end: end + 1,
      mistake: { message: 'There is no bracket that this `)` closes.', fix: 'Remove it.' },
    };
  }
  // What is glued to a name belongs to another name, but for the end of a sentence.
  const next = /^[ \t]*([[{:]|[A-Za-z]\w*(?=[ \t]*:))|^([^\s.,;!?()\]}'"`*/])/u.exec(rest);
  if (end > head.end || !isAvailable(head.name) || next === null) return undefined;
  const found = next[1] ?? next[2] ?? '';
  return {
    start: end + next[0].length - found.length,
    end: end + next[0].length,
    mistake: {
      message: `Expected \`(\`, but found \`${found}\`.`,
      fix: `Write the arguments in round brackets, like \`${specOf(head.name, head.level).example}\`.`,
      label: 'expected `(`',
    },
  };
}
