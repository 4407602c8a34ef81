import type { FileMap } from '../output/file-change.js';

/** What a generated client says about its own making. */
export interface ClientIdentity {
  readonly clientVersion: string;
  readonly engineVersion: string;
  /** The schema from which it was made, as a JSON string. */
  readonly schema: string;
}

/** Reads it from `internal/class.{ts,mts,cts}`; undefined when that file is not as expected. */
export function clientIdentity(files: ReadonlyMap<string, string>): ClientIdentity | undefined {
  const text = ['ts', 'mts', 'cts'].map((end) => files.get(`internal/class.${end}`)).find(Boolean);
  const read = (key: string) =>
    new RegExp(`"${key}": "((?:[^"\\\\]|\\\\.)*)"`).exec(text ?? '')?.[1];
  const clientVersion = read('clientVersion');
  const engineVersion = read('engineVersion');
  const schema = read('inlineSchema');
  if (clientVersion === undefined || engineVersion === undefined || schema === undefined) {
    return undefined;
  }
  return { clientVersion, engineVersion, schema };
}

/** The same files under the versions of another patch release, which differ in nothing else. */
export function withVersionsOf(files: FileMap, from: ClientIdentity, to: ClientIdentity): FileMap {
  const renamed = ([path, text]: readonly [string, string]): [string, string] => [
    path,
    path.startsWith('internal/')
      ? text
          .replaceAll(from.clientVersion, to.clientVersion)
          .replaceAll(from.engineVersion, to.engineVersion)
      : text,
  ];
  return new Map([...files].map(renamed));
}
