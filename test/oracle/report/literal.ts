import { inspect } from 'node:util';
import { isPlain, type Loose } from '../data/plain.js';
import { PrismaWord } from '../data/prisma-word.js';

const WIDTH = 110;

/** A value as TypeScript that makes it again; on several lines where one would be long. */
export function literal(value: Loose, indent = ''): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof PrismaWord) return `Prisma.${value.name}`;
  if (value instanceof Date) return `new Date('${value.toISOString()}')`;
  if (value instanceof Uint8Array) return `Uint8Array.of(${value.join(', ')})`;
  if (Array.isArray(value)) {
    return wrapped(
      '[',
      ']',
      value.map((each) => literal(each, `${indent}  `)),
      indent,
    );
  }
  if (isPlain(value)) {
    const fields = Object.entries(value).map(
      ([name, each]) => `${nameText(name)}: ${literal(each, `${indent}  `)}`,
    );
    return wrapped('{', '}', fields, indent);
  }
  return inspect(value);
}

const nameText = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

function wrapped(open: string, close: string, parts: readonly string[], indent: string): string {
  if (parts.length === 0) return `${open}${close}`;
  const space = open === '{' ? ' ' : '';
  const line = `${open}${space}${parts.join(', ')}${space}${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line;
  const inner = `${indent}  `;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}
