import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { isRunning, processIncarnation } from '../../cluster/server/process-liveness.js';

/**
 * Databases and folders of virtual shards carry who made them, so that what a killed process left
 * can be told from what is in use: host, process id and the start time of the process.
 */
const OWNED = /^([0-9a-f]{8})_([0-9a-z]+)_([0-9a-z]+)_/;

/** This run of the operating system, or undefined where it does not say. */
export const BOOT = digestOf(
  attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
);

/** Process ids mean the same process only inside one namespace of one run of one host. */
export const HOST = digest(
  `${hostname()} ${BOOT} ${attempt(() => readlinkSync('/proc/self/ns/pid'))}`,
);

/** A new name that says that this process owns what bears it. */
export function ownedName(): string {
  const self = `${HOST}_${process.pid.toString(36)}_${incarnation(process.pid) ?? '0'}`;
  return `${self}_${randomBytes(4).toString('hex')}`;
}

/** Whether the name was given by a process of this host that is gone. Strange names never are. */
export function isOrphan(name: string): boolean {
  const [, host, pidText = '', born] = OWNED.exec(name) ?? [];
  if (host !== HOST) return false;
  const pid = Number.parseInt(pidText, 36);
  if (!isRunning(pid)) return true;
  const now = incarnation(pid);
  return now !== undefined && now !== born;
}

/** Undefined when the system does not tell. */
function incarnation(pid: number): string | undefined {
  const ticks = processIncarnation(pid);
  return ticks === '' ? undefined : Number(ticks).toString(36);
}

function digestOf(text: string): string | undefined {
  return text === '' ? undefined : digest(text);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function attempt(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return ''; // not Linux, or hidden from us
  }
}
