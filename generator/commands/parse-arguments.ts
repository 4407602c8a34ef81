import { illegalArguments } from '../errors/command-errors.js';

type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Value[]
  | { [name: string]: Value };

/** What stands for itself; all else is a mistake. */
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const SPACE = /\s*/y;
const NAME = /[\p{ID_Start}_$][\p{ID_Continue}$]*/uy;
const NUMBER = /-?(?:\d+n|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\p{ID_Continue}.])/uy;
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/suy;

/**
 * The arguments of a call as people write them on a command line: JSON, or the same with names and texts as in
 * TypeScript (`{ where: { id: 5n, status: 'OPEN' } }`). Nothing is evaluated.
 *
 * @throws SG2413.
 */
export function parseArguments(text: string): Readonly<Record<string, unknown>> {
  const reader = new Reader(text);
  const value = reader.value();
  reader.end();
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw illegalArguments('they are not an object');
}

class Reader {
  #at = 0;
  constructor(private readonly text: string) {}

  value(): Value {
    if (this.#skip('{')) return this.#object();
    if (this.#skip('[')) return this.#list();
    const text = this.#match(TEXT);
    if (text !== undefined) return this.#unescape(text);
    const number = this.#match(NUMBER);
    if (number !== undefined) return numberOf(number);
    const start = this.#at;
    const word = this.#match(NAME) ?? '';
    const known = WORDS.get(word);
    if (known !== undefined) return known;
    this.#at = start;
    return this.#fail('a value');
  }

  end(): void {
    this.#match(SPACE);
    if (this.#at < this.text.length) this.#fail('the end');
  }

  #object(): Value {
    const entries: [string, Value][] = [];
    while (!this.#skip('}')) {
      const quoted = this.#match(TEXT);
      const name = quoted === undefined ? this.#match(NAME) : this.#unescape(quoted);
      if (name === undefined) this.#fail('a name or }');
      if (!this.#skip(':')) this.#fail('a colon');
      entries.push([name, this.value()]);
      this.#comma('}');
    }
    // Not by assignment, which would make `__proto__` the prototype.
    return Object.fromEntries(entries);
  }

  #list(): Value {
    const values: Value[] = [];
    while (!this.#skip(']')) {
      values.push(this.value());
      this.#comma(']');
    }
    return values;
  }

  #comma(end: string): void {
    if (this.#skip(',')) return;
    this.#match(SPACE);
    if (!this.text.startsWith(end, this.#at)) this.#fail(`a comma or ${end}`);
  }

  #skip(mark: string): boolean {
    this.#match(SPACE);
    const found = this.text.startsWith(mark, this.#at);
    if (found) this.#at += mark.length;
    return found;
  }

  #match(pattern: RegExp): string | undefined {
    if (pattern !== SPACE) this.#match(SPACE);
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #unescape(quoted: string): string {
    const inner = quoted
      .slice(1, -1)
      .replace(/\\.|"/gsu, (mark) => (mark === "\\'" ? "'" : mark === '"' ? '\\"' : mark));
    try {
      return String(JSON.parse(`"${inner}"`));
    } catch {
      return this.#fail('a text as JSON escapes it, before');
    }
  }

  #fail(wanted: string): never {
    const rest = this.text.slice(this.#at, this.#at + 20);
    const found = rest === '' ? 'the end' : JSON.stringify(rest);
    throw illegalArguments(
      `at character ${this.#at + 1} there should be ${wanted}, but there is ${found}`,
    );
  }
}

function numberOf(text: string): number | bigint {
  if (text.endsWith('n')) return BigInt(text.slice(0, -1));
  const number = Number(text);
  // An integer that a number cannot hold is one of a BigInt field.
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}
