import type { Operation, OperationPayload, Types } from '@prisma/client/runtime/client';
import type { Chosen } from './projection.js';

/** The rows a method gives back: Prisma's own inference, from the chosen projection. */
export type Result<
  Payload extends OperationPayload,
  Select,
  Include,
  Omitted,
  Method extends Operation,
> = Types.Result.GetResult<Payload, Chosen<Select, Include, Omitted>, Method, Record<never, never>>;

export type { Operation };

/** Prisma's extension arguments of a client without extensions. */
export type NoExtensions = Types.Extensions.DefaultArgs;
