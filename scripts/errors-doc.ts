import { writeFileSync } from 'node:fs';
import { readErrorCodes } from './error-codes.js';
import { readErrorEntries } from './error-entries.js';
import { errorReference } from './error-reference.js';

const codes = await readErrorCodes();
const entries = await readErrorEntries();
writeFileSync(new URL('../docs/errors.md', import.meta.url), errorReference(codes, entries));
console.log(`docs/errors.md: ${codes.length} codes, ${entries.length} with examples`);
