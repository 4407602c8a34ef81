/** What the supervisor is told, as JSON in its first argument. */
export interface SupervisorPlan {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  readonly logFile: string;
  /** Proves to the supervisor that a connection comes from a process that read the state file. */
  readonly token: string;
}

/** What the supervisor says to the one who started it, one JSON object per line. */
export type SupervisorMessage =
  | { readonly type: 'running'; readonly pid: number; readonly leasePort: number }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  | { readonly type: 'ended'; readonly code: number | null; readonly signal: string | null };

/**
 * The program of the supervisor: the parent of one PostgreSQL server. Every process that uses the
 * server holds a lease, an open stream to the supervisor: the starter its stdin, others a
 * connection. The system closes a stream whatever way its process ends, kill -9 included; when no
 * lease is left the server is shut down. So nobody needs signal handlers and no server outlives
 * its users.
 *
 * It is text because it must run the same from sources and from the built package, in a node
 * process that loads nothing else.
 */
export const SUPERVISOR_PROGRAM = `
'use strict';
const { spawn, execFile } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const plan = JSON.parse(process.argv[1]);
process.title = 'shardgen supervisor of ' + plan.program + ' ' + plan.args.join(' ');
const leases = new Set();
let server;
let stopping = false;

const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
process.stdout.on('error', () => {}); // the starter is gone; its lease says so too

function signal(name) {
  if (process.platform !== 'win32') return server.kill('SIG' + name);
  const control = plan.program.replace(/postgres\\.exe$/, 'pg_ctl.exe');
  execFile(control, ['kill', name, String(server.pid)], { windowsHide: true }, () => {});
}

function shutDown() {
  if (stopping) return;
  stopping = true;
  door.close();
  if (server === undefined || server.pid === undefined) return;
  signal('INT');
  setTimeout(() => signal('QUIT'), 10000).unref();
  setTimeout(() => server.kill('SIGKILL'), 15000).unref();
}

function lease(input, output) {
  const end = () => {
    if (leases.delete(input) && leases.size === 0) shutDown();
  };
  leases.add(input);
  input.on('error', end).on('end', end).on('close', end);
  output.on('error', end);
  let text = '';
  input.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    if (text.includes('shutdown\\n')) return shutDown();
    if (!text.includes('release\\n')) return;
    if (leases.size > 1 && !stopping) output.write('"kept"\\n');
    end();
  });
  input.resume();
}

const door = net.createServer((socket) => {
  let text = '';
  socket.on('error', () => socket.destroy());
  socket.setEncoding('utf8').on('data', function greet(chunk) {
    text += chunk;
    if (!text.includes('\\n') && text.length < 100) return;
    socket.off('data', greet);
    if (text !== plan.token + '\\n' || stopping) return socket.destroy();
    lease(socket, socket);
    socket.write('"leased"\\n');
  });
});

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, shutDown);
lease(process.stdin, process.stdout);
door.listen(0, '127.0.0.1', () => {
  if (stopping) process.exit(0);
  const log = fs.openSync(plan.logFile, 'a', 0o644);
  try {
    server = spawn(plan.program, plan.args, {
      cwd: plan.folder,
      env: plan.environment,
      stdio: ['ignore', log, log],
      windowsHide: true,
      ...(plan.user || {}),
    });
  } catch (error) {
    say({ type: 'failed', code: String(error.code), message: error.message });
    return door.close(() => process.exit(1));
  }
  server.once('error', (error) => {
    say({ type: 'failed', code: String(error.code), message: error.message });
    process.stdout.write('', () => process.exit(1));
  });
  server.once('spawn', () =>
    say({ type: 'running', pid: server.pid, leasePort: door.address().port }),
  );
  server.once('exit', (code, signal) => {
    say({ type: 'ended', code, signal });
    process.stdout.write('', () => process.exit(0));
  });
});
`;
