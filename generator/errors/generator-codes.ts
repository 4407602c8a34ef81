import { CLIENT_CODES } from './client-errors.js';
import { COMMAND_CODES } from './command-errors.js';
import { CONFIG_CODES } from './config-errors.js';
import { DIRECTORY_COMMAND_CODES } from './directory-command-errors.js';
import { INDEX_COMMAND_CODES } from './index-command-errors.js';
import { OUTPUT_CODES } from './output-errors.js';
import { SCHEMA_LOCATION_CODES } from './schema-location-errors.js';

/** Every SG2xxx code with one line about it; docs/errors.md lists them. */
export const GENERATOR_CODES = {
  ...CONFIG_CODES,
  ...SCHEMA_LOCATION_CODES,
  ...CLIENT_CODES,
  ...OUTPUT_CODES,
  ...COMMAND_CODES,
  ...INDEX_COMMAND_CODES,
  ...DIRECTORY_COMMAND_CODES,
} as const;
