import { type Call, callName } from './call.js';
import { describeValue } from './describe-value.js';
import { ShardgenError } from './shardgen-error.js';

export const LOADER_CODES = {
  SG3031: 'a row that is given to a loader lacks a field that names the row to load',
  SG3032: 'a row that is given to a loader has a value that its field cannot have',
  SG3033: 'a loader is given an argument that it does not take',
} as const;

/** `rows` is no list, or something in it is no row. */
export function noRows(call: Call, place: string, value: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3031',
    message: `${callName(call)}: \`${place}\` must be ${place === 'rows' ? 'a list of rows' : 'a row'}, but is ${describeValue(value)}.`,
    fix: `Give a list of rows of ${call.model}.`,
  });
}

export function missingReference(call: Call, place: string, field: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3031',
    message: `${callName(call)}: \`${place}\` has no "${field}", which names the row to load.`,
    fix: `Read the rows with "${field}": add it to their \`select\`, or take it out of their \`omit\`. A row that names no other has null there.`,
  });
}

export function illegalReference(
  call: Call,
  place: string,
  value: unknown,
  legal: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3032',
    message: `${callName(call)}: \`${place}\` is ${describeValue(value)}.`,
    fix: `Give ${legal}, or null.`,
  });
}

export function loaderArguments(call: Call, value: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3033',
    message: `${callName(call)}: the arguments behind the rows must be an object, but are ${describeValue(value)}.`,
    fix: 'Give an object with `select`, `include` or `omit`, or nothing.',
  });
}

export function loaderOption(call: Call, option: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3033',
    message: `${callName(call)}: a loader does not take \`${option}\`: it gives the one row that each row names.`,
    fix: 'Leave it out; `select`, `include` and `omit` say what of the rows to load.',
  });
}
