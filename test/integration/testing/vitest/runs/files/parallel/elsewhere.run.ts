import { tmpdir } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { describeParallelFile } from './parallel-file.js';

// A worker in another folder would choose another server of its own. Threads cannot leave theirs.
if (isMainThread) process.chdir(tmpdir());
describeParallelFile('elsewhere');
