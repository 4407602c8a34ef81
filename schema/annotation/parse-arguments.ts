import { error, type Report } from '../diagnostics/report.js';
import type { ArgumentNode, RecordEntry, ValueNode } from './annotation-syntax.js';
import type { CommentText } from './comment-text.js';
import { nextToken, type Token } from './tokenize.js';

/** Deeper than any annotation needs, and far from the end of the call stack. */
const MAX_DEPTH = 16;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The arguments of one annotation; undefined when they could not be read. */
export interface ArgumentList {
  readonly arguments: readonly ArgumentNode[] | undefined;
  /** Where the text goes on behind them. */
  readonly end: number;
}

/** Reads `(name: value, ...)` from the bracket at `open`; it may go on over several lines. */
export function parseArguments(text: CommentText, open: number, report: Report): ArgumentList {
  const parser = new ArgumentsParser(text, open, report);
  const parsed = parser.readAll();
  return parsed === undefined
    ? { arguments: undefined, end: behindBrackets(text.content, open) }
    : { arguments: parsed, end: parser.end };
}

/** Behind the bracket that closes the one at `open`, or the end of the line when none does. */
function behindBrackets(content: string, open: number): number {
  let depth = 0;
  for (let token = nextToken(content, open); !endsAnnotation(token); ) {
    if (token.kind === 'punctuation' && token.text in CLOSING) depth += 1;
    if (token.kind === 'punctuation' && /[)\]}]/.test(token.text)) depth -= 1;
    if (depth === 0) return token.end;
    token = nextToken(content, token.end);
  }
  const newline = content.indexOf('\n', open);
  return newline === -1 ? content.length : newline;
}

/** A new annotation inside open brackets means that they were never closed. */
function endsAnnotation(token: Token): boolean {
  return token.kind === 'end' || (token.kind === 'unknown' && token.text.startsWith('@'));
}

class ArgumentsParser {
  readonly #open: Token[] = [];
  #token: Token;
  #last: Token;

  constructor(
    readonly text: CommentText,
    start: number,
    readonly report: Report,
  ) {
    this.#token = nextToken(text.content, start);
    this.#last = this.#token;
  }

  get end(): number {
    return this.#last.end;
  }

  readAll(): readonly ArgumentNode[] | undefined {
    return this.#sequence(() => this.#argument());
  }

  #argument(): ArgumentNode | undefined {
    const first = this.#token;
    const value = this.#value('an argument');
    if (value === undefined) return undefined;
    if (value.kind !== 'identifier' || !this.#takes(':')) {
      return { name: undefined, at: value.at, value };
    }
    const given = this.#value('a value');
    return given && { name: first.text, at: value.at, value: given };
  }

  #value(expected: string): ValueNode | undefined {
    const token = this.#token;
    const at = this.#locate(token);
    switch (token.kind) {
      case 'identifier':
        this.#advance();
        return token.text === 'true' || token.text === 'false'
          ? { kind: 'boolean', value: token.text === 'true', at }
          : { kind: 'identifier', name: token.text, at };
      case 'number':
        this.#advance();
        return { kind: 'number', value: Number(token.text), text: token.text, at };
      case 'string':
        return this.#string(token);
      case 'punctuation':
        if (this.#open.length > MAX_DEPTH) return this.#unexpected('fewer brackets');
        if (token.text === '[') return this.#list(token);
        if (token.text === '{') return this.#record(token);
        return this.#unexpected(expected);
      case 'unterminated string':
      case 'unknown':
      case 'end':
        return this.#unexpected(expected);
      default:
        return token.kind satisfies never;
    }
  }

  #string(token: Token): ValueNode | undefined {
    const value = decodeString(token.text);
    if (value !== undefined) {
      this.#advance();
      return { kind: 'string', value, at: this.#locate(token) };
    }
    return this.#fail('SG1103', token, {
      message: `The string ${token.text} has an escape that does not exist.`,
      fix: 'Write a backslash as `\\\\` and a quote as `\\"`, as in Prisma and JSON.',
    });
  }

  #list(open: Token): ValueNode | undefined {
    const items = this.#sequence(() => this.#value('a value'));
    return items && { kind: 'list', items, at: this.#from(open) };
  }

  #record(open: Token): ValueNode | undefined {
    const entries = this.#sequence(() => this.#entry());
    return entries && { kind: 'record', entries, at: this.#from(open) };
  }

  #entry(): RecordEntry | undefined {
    if (this.#token.kind !== 'identifier' && this.#token.kind !== 'string') {
      return this.#unexpected('a key');
    }
    const key = this.#value('a key');
    if (key === undefined) return undefined;
    if (!this.#takes(':')) return this.#unexpected('`:`');
    const value = this.#value('a value');
    const name = key.kind === 'string' ? key.value : key.kind === 'identifier' ? key.name : '';
    return (
      value && { key: key.kind === 'boolean' ? String(key.value) : name, keyAt: key.at, value }
    );
  }

  /** An opening bracket, items with commas between and perhaps behind them, its closing bracket. */
  #sequence<T>(item: () => T | undefined): T[] | undefined {
    const close = CLOSING[this.#token.text] ?? '';
    this.#open.push(this.#token);
    this.#advance();
    const items: T[] = [];
    while (!this.#takes(close)) {
      if (items.length > 0 && !this.#takes(',')) return this.#unexpected(`\`,\` or \`${close}\``);
      if (items.length > 0 && this.#takes(close)) break;
      const next = item();
      if (next === undefined) return undefined;
      items.push(next);
    }
    this.#open.pop();
    return items;
  }

  #takes(punctuation: string): boolean {
    if (this.#token.kind !== 'punctuation' || this.#token.text !== punctuation) return false;
    this.#advance();
    return true;
  }

  #advance(): void {
    this.#last = this.#token;
    this.#token = nextToken(this.text.content, this.#token.end);
  }

  #unexpected(expected: string): undefined {
    const token = this.#token;
    const open = this.#open.at(-1);
    const newLine = this.text.content.slice(this.#last.end, token.start).includes('\n');
    if (token.kind === 'unterminated string') {
      return this.#fail('SG1103', token, {
        message: 'The string is never closed.',
        fix: 'Add the closing quote `"` on the same line.',
      });
    }
    // Prose on the next line is not what is wrong; the bracket above it is.
    const between = this.#last.text === ',' || this.#last === open;
    if (open !== undefined && (endsAnnotation(token) || (newLine && !between))) {
      const close = CLOSING[open.text] ?? '';
      return this.#fail('SG1102', open, {
        message: `The bracket \`${open.text}\` is never closed.`,
        fix: `Add \`${close}\`.`,
        label: 'opened here',
      });
    }
    const isDate = token.kind === 'number' && this.#last.kind === 'number' && !newLine;
    return this.#fail('SG1101', token, {
      message: `Expected ${expected}, but found \`${token.text}\`.`,
      fix: isDate
        ? 'Write a date in quotes, like `"2024-01-01"`, and a comma between two numbers.'
        : 'Write `name: value` pairs with commas between them, like `(on: [id], buckets: 4096)`.',
      label: `expected ${expected}`,
    });
  }

  #fail(
    code: 'SG1101' | 'SG1102' | 'SG1103',
    token: Token,
    mistake: { readonly message: string; readonly fix: string; readonly label?: string },
  ): undefined {
    this.report(error(code, { at: this.#locate(token), ...mistake }));
    return undefined;
  }

  #locate(token: Token) {
    return this.text.locate(token.start, token.end);
  }

  #from(open: Token) {
    return this.text.locate(open.start, this.#last.end);
  }
}

function decodeString(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // JSON.parse is the definition of which escapes exist; its error says nothing more than that.
    return undefined;
  }
}
