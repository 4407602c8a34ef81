import { benchCalls } from './calls.js';
import { benchGeneration } from './generation.js';
import { benchGlobalIndex } from './global-index.js';
import { benchIds } from './ids.js';
import { benchLookup, benchRouting } from './routing.js';
import { benchScatter } from './scatter.js';
import { benchScatterDelay } from './scatter-delay.js';
import { benchStrategies } from './strategies.js';
import { printMachine } from './support/report.js';
import { benchTestingKit } from './testing-kit.js';
import { benchTypeCheck } from './type-check.js';
import { benchWatch } from './watch.js';

const SECTIONS: Readonly<Record<string, () => Promise<void> | void>> = {
  routing: async () => {
    benchRouting();
    benchStrategies();
    await benchLookup();
  },
  ids: benchIds,
  calls: () => benchCalls(),
  indexes: () => benchGlobalIndex(),
  delay: benchScatterDelay,
  generation: benchGeneration,
  watch: benchWatch,
  types: benchTypeCheck,
  scatter: benchScatter,
  testing: benchTestingKit,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.exitCode = 2;
} else {
  printMachine();
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (wanted.length === 0 || wanted.includes(name)) await section();
  }
}
