import { distance } from '../diagnostics/did-you-mean.js';
import { gluedName, isKnownName } from './annotation-names.js';
import type { AnnotationLevel } from './annotation-syntax.js';

/** The beginning of an annotation in a comment: its at signs, word and name. */
export interface AnnotationHead {
  readonly level: AnnotationLevel;
  /** `shard`, or a word that was meant to be it. */
  readonly word: string;
  /** Empty when no name follows. */
  readonly name: string;
  /** Nothing but blanks, slashes, or a star of a block comment, stands in front of it. */
  readonly opensLine: boolean;
  readonly start: number;
  readonly end: number;
}

// behind the slashes of a line of more than three, too
const HEAD =
  /(?:(?<![^\s)])|(?<=^[\s*/]+))(@@?)([A-Za-z][\w-]*)(?:\.([A-Za-z_$][\w$-]*(?:\.[\w$-]+)*)?)?/gm;

/**
 * Finds what is meant as an annotation. Prose may speak of `@shard` and e-mail addresses, and other
 * tools have annotations of their own; what is only a mention is left alone.
 */
export function findAnnotations(content: string): readonly AnnotationHead[] {
  const heads: AnnotationHead[] = [];
  for (const match of content.matchAll(HEAD)) {
    const lineStart = content.lastIndexOf('\n', match.index - 1) + 1;
    const head: AnnotationHead = {
      level: match[1] === '@@' ? 'model' : 'field',
      word: match[2] ?? '',
      name: match[3] ?? '',
      opensLine: /^[\s*/]*$/.test(content.slice(match.index === 0 ? 0 : lineStart, match.index)),
      start: match.index,
      // A dot that ends a sentence is no part of it.
      end:
        match.index + match[0].length - (match[3] === undefined && match[0].endsWith('.') ? 1 : 0),
    };
    if (isMeant(head, content)) heads.push(head);
  }
  return heads;
}

function isMeant(head: AnnotationHead, content: string): boolean {
  const { opensLine } = head;
  const bracket = content[head.end] === '(';
  if (gluedName(head.word) !== undefined) return opensLine || bracket;
  // A mention stands inside a sentence; what a line begins with was meant, whatever follows it.
  if (opensLine && /^shard/i.test(head.word)) return true;
  if (head.word !== 'shard') {
    return isNear(head) && (opensLine || head.level === 'model') && (bracket || head.name !== '');
  }
  if (head.name !== '') return head.level === 'model' || bracket || isKnownName(head.name);
  return bracket;
}

/** A word of other tools is none of ours; one that begins like ours may be a slip. */
function isNear(head: AnnotationHead): boolean {
  const word = head.word.toLowerCase();
  return word.startsWith('shard') || (isKnownName(head.name) && distance(word, 'shard') <= 2);
}
