import { loadConfig } from '../config/load-config.js';
import type { CommandContext } from './command-context.js';
import { controlUrl } from './control-url.js';
import { EXIT, type ExitCode } from './exit-code.js';

export interface ControlInstallOptions {
  readonly config?: string;
  readonly print?: boolean;
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
