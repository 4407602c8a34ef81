import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { analyzeSchema } from '../../schema/analyze-schema.js';
import { proposeSharding } from '../../schema/proposal/propose-sharding.js';
import { compile, STRICTEST } from '../support/compile.js';
import {
  generatePrismaClient,
  renderRepositories,
  scratchFolder,
  withoutNoCheck,
  writeFiles,
} from '../support/generate-in-temp.js';
import { hundredModels } from './support/hundred-models.js';

const MODELS = 120;

test(`what init writes into a schema of ${MODELS} models generates code that compiles`, async () => {
  const content = hundredModels(MODELS);
  const bare = analyzeSchema([{ path: 'schema.prisma', content }]);
  expect(bare.diagnostics.map(({ code }) => code)).toEqual(['SG1201']);

  const outcome = proposeSharding([{ path: 'schema.prisma', content }]);
  if (outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome));
  const { proposal, annotated } = outcome;
  expect(proposal.roots).toEqual(['Tenant']);
  expect(proposal.candidates[0]).toMatchObject({ model: 'Tenant', reachedBy: MODELS - 1 });
  expect(proposal.edits).toHaveLength(MODELS);
  expect(proposal.findings.filter(({ severity }) => severity === 'error')).toEqual([]);

  const root = await scratchFolder('hundred-models');
  await generatePrismaClient(join(root, 'p'), annotated);
  const files = [...renderRepositories(annotated)];
  expect(files.filter(([path]) => path.startsWith('repositories/'))).toHaveLength(MODELS);
  await writeFiles(
    join(root, 'p', 'shards'),
    files.map(([path, text]) => [path, withoutNoCheck(text)] as const),
  );
  const runtime = fileURLToPath(new URL('../../runtime/index.ts', import.meta.url));
  const { errors } = await compile('typescript', root, {
    compilerOptions: { ...STRICTEST, paths: { shardgen: [runtime] } },
    include: [join(root, 'p', 'shards')],
  });
  expect(errors).toEqual([]);
}, 180_000);
