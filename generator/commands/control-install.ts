import type { ConfiguredUrl } from '../config/check-url.js';
import { loadConfig } from '../config/load-config.js';
import type { ProjectConfig } from '../config/project-config.js';
import { controlUnknown } from '../errors/command-errors.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-code.js';

export interface ControlInstallOptions {
  readonly config?: string;
  readonly print?: boolean;
}

/**
 * The url of the control database.
 *
 * @throws SG2411 when the config names none, or its variable is not set.
 */
export function controlUrl(
  { control, shownAs }: ProjectConfig,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (control === undefined) throw controlUnknown(`${shownAs} names no control database`);
  const url = urlOf(control, environment);
  if (url === undefined || url === '') {
    throw controlUnknown(`the variable ${control.env ?? ''} is not set or empty`);
  }
  return url;
}

function urlOf(
  { env, url }: ConfiguredUrl,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return env === undefined ? url : environment[env];
}

/**
 * `shardgen control install`: makes and upgrades the tables of the control database, or prints the
 * SQL that does.
 *
 * @throws SG20xx about the config, SG2411, SG3401, SG3404.
 */
export async function controlInstall(
  context: CommandContext,
  options: ControlInstallOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  if (options.print === true) {
    const { installScript } = await import('../../runtime/control/install-script.js');
    terminal.out(installScript().trimEnd());
    return EXIT.ok;
  }
  const url = controlUrl(await loadConfig(context.cwd, options.config), process.env);
  const { installControl } = await import('../../runtime/control/install-control.js');
  const features = await installControl(url);
  const { green } = terminal.colors;
  const made = features.filter(({ before, after }) => before !== after);
  for (const { name, before, after } of made) {
    const from = before === 0 ? 'new' : `was version ${before}`;
    terminal.out(`${green('✔')} ${name}: version ${after} (${from})`);
  }
  if (made.length === 0) terminal.out(`${green('✔')} the control database is up to date`);
  return EXIT.ok;
}
