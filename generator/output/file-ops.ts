import {
  copyFile,
  mkdir,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';

/** The disk as the writer sees it; tests make single steps fail. */
export interface FileOps {
  makeFolder(path: string): Promise<void>;
  /** Fails when the folder is not empty. */
  removeFolder(path: string): Promise<void>;
  removeTree(path: string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  /** Copies text and times. */
  backUp(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export const diskOps: FileOps = {
  makeFolder: (path) => mkdir(path),
  removeFolder: (path) => rmdir(path),
  removeTree: (path) => rm(path, { recursive: true, force: true }),
  write: (path, text) => writeFile(path, text, { flag: 'wx' }),
  backUp: async (from, to) => {
    await copyFile(from, to);
    const { atime, mtime } = await stat(from);
    await utimes(to, atime, mtime);
  },
  rename: (from, to) => rename(from, to),
  remove: (path) => unlink(path),
};
