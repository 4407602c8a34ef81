import { plainName } from './plain-name.js';

/** `User`: the name of a model. */
export const modelRef = plainName('the name of a model', 'User');
