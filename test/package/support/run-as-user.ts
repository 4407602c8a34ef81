import { type SpawnSyncReturns, spawnSync } from 'node:child_process';

// npm and our own set-ups tell children which project they belong to; these belong to another one.
const ofThisProject =
  /^(npm_package_|npm_lifecycle_|npm_config_local_prefix|INIT_CWD|VITEST|NODE_ENV|SHARDGEN_)/;

function environment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !ofThisProject.test(name)),
    ),
    // npx speaks of the machine's settings on standard error.
    npm_config_loglevel: 'error',
    ...extra,
  };
}

/** Runs a command in a user's project, as the user would. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  const options = {
    cwd,
    env: environment(env),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  } as const;
  return spawnSync(command, args, options);
}

/** Standard output of a command that has to succeed. */
export function output(...call: Parameters<typeof run>): string {
  const { status, stdout, stderr } = run(...call);
  const [command, args] = call;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}
