import { writeFileSync } from 'node:fs';
import { errorReference, readErrorCodes } from './error-codes.js';

const codes = await readErrorCodes();
writeFileSync(new URL('../docs/errors.md', import.meta.url), errorReference(codes));
console.log(`docs/errors.md: ${codes.length} codes`);
