import { describeParallelFile } from './parallel-file.js';

describeParallelFile('two');
