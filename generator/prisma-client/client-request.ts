import type { SchemaFile } from '../../schema/source/schema-file.js';
import type { SchemaPlace } from '../source-discovery/schema-place.js';
import type { ClientTarget } from './client-target.js';

/** Answers that Prisma would infer from the output folder, which is not where we let it write. */
export interface ClientForm {
  readonly importFileExtension: string;
  readonly moduleFormat: string;
}

/** Which Prisma client to make. Plain data, which another process can be given. */
export interface ClientRequest {
  readonly place: SchemaPlace;
  readonly files: readonly SchemaFile[];
  readonly target: ClientTarget;
  readonly form: ClientForm;
}
