import { onInterrupt } from './interrupts.js';
import { reportFailure } from './report-failure.js';
import { build } from './steps/build.js';
import { showCompiler } from './steps/compiler.js';
import { farewell } from './steps/farewell.js';
import { generate } from './steps/generate.js';
import { heading } from './terminal/heading.js';
import { say } from './terminal/say.js';
import { createScreen, type Screen } from './terminal/screen.js';

/** Ends what the tour started; there is nothing to end before the server runs. */
let stopServer: () => Promise<void> = async () => undefined;

async function tour(screen: Screen, signal: AbortSignal): Promise<void> {
  screen.line();
  say(screen, screen.paint.bold('shardgen, a tour'));
  say(
    screen,
    'A web shop on four PostgreSQL databases that behave like one Prisma client.',
    screen.paint.dim,
  );

  heading(screen, 1, 'From a schema to typed repositories');
  await build(screen, signal);
  await generate(screen, signal);

  // Loaded only now: these modules import what was built and generated above.
  const { makeShards, startServer } = await import('./steps/databases.js');
  const { takeTourLock } = await import('./steps/tour-lock.js');
  const { withShards } = await import('./with-shards.js');

  heading(screen, 2, 'Four shards on an embedded PostgreSQL');
  const cluster = await startServer(screen);
  stopServer = () => cluster.stop();
  const lock = await takeTourLock(cluster);
  await withShards(screen, await makeShards(screen, cluster));

  heading(screen, 6, 'The compiler and the forgotten key');
  await showCompiler(screen, signal);

  heading(screen, 7, 'Next');
  farewell(screen);
  await lock.release();
}

const screen = createScreen(process.stdout, process.env);
const interrupted = new AbortController();

onInterrupt((exitCode) => {
  screen.clearStatus();
  interrupted.abort();
  stopServer().then(
    () => {
      screen.line();
      say(screen, 'Interrupted. Nothing is left running; the next run starts afresh.');
      process.exit(exitCode);
    },
    (error: unknown) => {
      reportFailure(screen, error);
      process.exit(exitCode);
    },
  );
});

try {
  await tour(screen, interrupted.signal);
  await stopServer();
  screen.line();
  say(screen, 'The server is stopped. Nothing is left running.', screen.paint.dim);
} catch (error) {
  // After an interrupt every step fails, and the handler above ends the process.
  if (!interrupted.signal.aborted) {
    reportFailure(screen, error);
    process.exitCode = 1;
    await stopServer();
  }
}
