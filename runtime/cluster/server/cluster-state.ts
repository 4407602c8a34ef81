import path from 'node:path';
import { errorCode, readIfExists, replaceFile } from './file-facts.js';

/** What a cluster's folder remembers of the last start. */
export interface ClusterState {
  readonly dataDirectory: string;
  readonly port: number;
  readonly pid: number;
  readonly lease: { readonly port: number; readonly token: string };
  /** The arguments that matter to users, to notice that a running server has others. */
  readonly settings: string;
}

const NAME = 'cluster.json';

/** Undefined when there is none, or none that this user can read and understand. */
export async function readState(directory: string): Promise<ClusterState | undefined> {
  try {
    const text = await readIfExists(path.join(directory, NAME));
    return text === undefined ? undefined : asState(JSON.parse(text));
  } catch (error) {
    // Damaged or of another user: the state only saves time, so begin without it.
    if (error instanceof SyntaxError || errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

export async function writeState(directory: string, state: ClusterState): Promise<void> {
  await replaceFile(path.join(directory, NAME), `${JSON.stringify(state, null, 2)}\n`);
}

function asState(value: unknown): ClusterState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { dataDirectory, port, pid, lease, settings } = value as Partial<ClusterState>; // checked below
  if (typeof dataDirectory !== 'string' || typeof settings !== 'string') return undefined;
  if (!isPort(port) || !isPort(lease?.port) || typeof lease?.token !== 'string') return undefined;
  if (typeof pid !== 'number') return undefined;
  return { dataDirectory, port, pid, lease: { port: lease.port, token: lease.token }, settings };
}

export function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
}
