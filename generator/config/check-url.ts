import { wrongConfigValue } from '../errors/config-errors.js';
import { describe } from './check-shape.js';

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A url, or the variable that holds it. */
export interface ConfiguredUrl {
  /** Absent when the config gives the url itself. */
  readonly env?: string;
  readonly url?: string;
}

const fixOf = (variable: string) =>
  `write env('${variable}') with the name of a variable, or a postgresql:// url`;

/** @throws SG2005. */
export function parsedUrl(file: string, path: string, url: string, variable: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    const fix = fixOf(variable);
    throw wrongConfigValue(file, path, 'a postgresql:// url', 'text that is not one', fix);
  }
  return parsed;
}

/**
 * The form of a url in the config; `variable` is the example of the fix.
 *
 * @throws SG2005.
 */
export function checkUrl(
  file: string,
  path: string,
  value: unknown,
  variable: string,
): ConfiguredUrl {
  if (typeof value === 'string') {
    parsedUrl(file, path, value, variable);
    return { url: value };
  }
  const fix = fixOf(variable);
  if (typeof value === 'object' && value !== null && 'env' in value) {
    const { env } = value;
    if (typeof env !== 'string' || !VARIABLE_NAME.test(env)) {
      throw wrongConfigValue(file, path, 'the name of a variable', describe(env), fix);
    }
    return { env };
  }
  throw wrongConfigValue(file, path, 'a url or env(...)', describe(value), fix);
}
