import { existsSync } from 'node:fs';
import {
  binariesCannotRun,
  diskFull,
  initdbFailed,
  noServerUser,
} from '../../errors/cluster-errors.js';
import type { ShardgenError } from '../../errors/shardgen-error.js';
import type { ProgramResult } from './run-program.js';

/** Why a server program did not even start. `code` is the system's error code. */
export function spawnError(program: string, code: string, message: string): ShardgenError {
  if (code === 'EPERM') {
    return noServerUser(
      `PostgreSQL refuses to run as root, and this process may not switch to another user (${message})`,
      'run as an ordinary user, or allow the container to change users (CAP_SETUID, CAP_SETGID)',
    );
  }
  if (code === 'ENOENT' && existsSync(program)) {
    return binariesCannotRun(
      program,
      'the system has no loader for it; the binaries are made for glibc, and this looks like a musl system (Alpine)',
      'use a glibc based image such as node:22-slim, or start a PostgreSQL server yourself',
    );
  }
  if (code === 'EACCES') {
    return binariesCannotRun(
      program,
      'permission denied; its folder may be mounted noexec or closed to the server user',
      'move the project to a folder that may hold programs',
    );
  }
  return binariesCannotRun(
    program,
    message,
    'start a PostgreSQL server yourself and give its urls',
  );
}

/** What the output of a server program means, where it means something known. */
export function recogniseOutput(
  program: string,
  where: string,
  output: string,
): ShardgenError | undefined {
  if (/no space left on device|disk quota exceeded|check free disk space/i.test(output))
    return diskFull(where, output);
  const library = /error while loading shared libraries: (\S+?):|Library not loaded: (\S+)/.exec(
    output,
  );
  if (library !== null) {
    return binariesCannotRun(
      program,
      `the library ${library[1] ?? library[2]} is missing`,
      'install that library with the package manager of the system, or remove node_modules and install again',
    );
  }
  if (/version .(GLIBC_[\d.]+). not found/.test(output)) {
    return binariesCannotRun(
      program,
      output.trim(),
      'use a newer system (its C library is too old)',
    );
  }
  const unknown = /could not look up effective user ID (\d+)/.exec(output);
  if (unknown !== null) {
    return noServerUser(
      `PostgreSQL needs a name for the user it runs as, and user ${unknown[1]} has none on this machine`,
      `add one: echo "dev:x:${unknown[1]}:0::/tmp:/bin/sh" >> /etc/passwd (as root), or run as another user`,
    );
  }
  return undefined;
}

export function initdbError(
  program: string,
  dataDirectory: string,
  result: ProgramResult,
): ShardgenError {
  if (result.failure !== undefined) {
    return spawnError(program, result.failure.code ?? '', result.failure.message);
  }
  const complaints = result.output
    .split('\n')
    .filter((line) => /error|fatal|panic|could not|cannot|hint|denied|invalid|failed/i.test(line));
  // initdb tells of each step that went well, too.
  const output = complaints.length > 0 ? complaints.join('\n') : result.output;
  return recogniseOutput(program, dataDirectory, output) ?? initdbFailed(dataDirectory, output);
}
