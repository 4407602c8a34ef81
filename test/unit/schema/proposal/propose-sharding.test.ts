import { describe, expect, test } from 'vitest';
import type { ModelProposal, Proposal } from '../../../../schema/proposal/proposal.js';
import {
  type ProposalOutcome,
  type ProposalWishes,
  proposeSharding,
} from '../../../../schema/proposal/propose-sharding.js';

const DATASOURCE = 'datasource db {\n  provider = "postgresql"\n}\n\n';

const files = (content: string) => [{ path: 'schema.prisma', content }];

function propose(models: string, wishes: ProposalWishes = {}): Proposal {
  return proposed(proposeSharding(files(DATASOURCE + models), wishes)).proposal;
}

function proposed(outcome: ProposalOutcome) {
  if (outcome.kind !== 'proposed') throw new Error(`no proposal: ${JSON.stringify(outcome)}`);
  return outcome;
}

function annotated(content: string): string {
  return proposed(proposeSharding(files(content))).annotated[0]?.content ?? '';
}

const of = (proposal: Proposal, name: string): ModelProposal | undefined =>
  proposal.models.find(({ model }) => model === name);

const CHAIN = `model Buyer {
  id     Int     @id
  orders Order[]
}

model Order {
  id      Int    @id
  buyerId Int
  buyer   Buyer  @relation(fields: [buyerId], references: [id])
  items   Item[]
}

model Item {
  id      Int   @id
  orderId Int
  order   Order @relation(fields: [orderId], references: [id])
}
`;

describe('roots', () => {
  test('are ranked by how many models lead to them, over any number of steps', () => {
    const { candidates, roots } = propose(CHAIN);
    expect(roots).toEqual(['Buyer']);
    expect(candidates).toMatchObject([
      { model: 'Buyer', reachedBy: 2, direct: 1, chosen: true },
      { model: 'Order', reachedBy: 1, direct: 1, chosen: false },
    ]);
  });

  test('that are asked for come first, and others only for what is left', () => {
    const { roots, models } = propose(CHAIN, { roots: ['Order'] });
    expect(roots).toEqual(['Order']);
    expect(models.map(({ model, role }) => [model, role])).toEqual([
      ['Buyer', 'reference'],
      ['Order', 'root'],
      ['Item', 'follower'],
    ]);
  });

  test.each([
    ['Byer', 'there is no such model'],
    ['Noted', 'there is no such model'],
    ['Weight', 'none of its ids and unique fields can be a shard key'],
    ['Fixed', 'its annotation says otherwise'],
  ])('%s cannot be one', (root, reason) => {
    const models = `${CHAIN}
model Weight {
  id Decimal @id
}

/// @@shard.colocated(with: Buyer, on: [id])
model Fixed {
  id Int @id
}

model Noted {
  text String

  @@ignore
}
`;
    const outcome = proposeSharding(files(DATASOURCE + models), { roots: ['Buyer', root] });
    expect(outcome).toMatchObject({
      kind: 'wrong root',
      root,
      reason: expect.stringContaining(reason),
    });
  });

  test('have the key that most foreign keys refer to', () => {
    const proposal = propose(`model Node {
  id    Int    @id
  code  String @unique
  leafs Leaf[]
  twigs Twig[]
}

model Leaf {
  id   Int    @id
  code String
  node Node   @relation(fields: [code], references: [code])
}

model Twig {
  id   Int    @id
  code String
  node Node   @relation(fields: [code], references: [code])
}
`);
    expect(of(proposal, 'Node')?.annotation).toBe('@@shard.hash(on: [code])');
    expect(of(proposal, 'Twig')?.annotation).toBe('@@shard.colocated(with: Node, on: [code])');
  });
});

describe('a model without the key', () => {
  test('gets the field to add and the relation to widen', () => {
    expect(of(propose(CHAIN), 'Item')).toMatchObject({
      role: 'lacks key',
      state: 'add key',
      group: 'Buyer',
      annotation: '@@shard.colocated(with: Order, on: [buyerId])',
      add: {
        fields: [{ name: 'buyerId', type: 'Int' }],
        relation: {
          field: 'Item.order',
          write: '@relation(fields: [buyerId, orderId], references: [buyerId, id])',
        },
        uniques: [{ model: 'Order', write: '@@unique([buyerId, id])' }],
      },
    });
  });

  test('can follow once that is done, and what breaks only then is said before', () => {
    const proposal = propose(CHAIN.replace('model Item {', 'model Item {\n  sku String @unique'));
    const group = proposal.findings.find(({ code }) => code === 'SG1306');
    const later = group?.findings.filter((finding) => finding.later);
    expect(later?.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Item is unique by sku on each shard only/),
    );
    const done = CHAIN.replace(
      '  items   Item[]\n',
      '  items   Item[]\n\n  @@unique([buyerId, id])\n',
    )
      .replace('  orderId Int\n', '  orderId Int\n  buyerId Int\n')
      .replace(
        '@relation(fields: [orderId], references: [id])',
        '@relation(fields: [buyerId, orderId], references: [buyerId, id])',
      );
    const after = propose(done);
    expect(of(after, 'Item')).toMatchObject({ role: 'follower', state: 'write' });
    const errors = after.findings.filter(({ severity }) => severity === 'error');
    // Order.id and Item.id are still unique on each shard only.
    expect(errors.map(({ code }) => code)).toEqual(['SG1306']);
  });

  test('does not take a name that is in use', () => {
    const proposal = propose(CHAIN.replace('model Item {', 'model Item {\n  buyerId Boolean'));
    expect(of(proposal, 'Item')?.add?.fields).toEqual([{ name: 'orderBuyerId', type: 'Int' }]);
  });
});

describe('models outside of groups', () => {
  const LIST = CHAIN.replace(
    '  orders Order[]',
    '  orders Order[]\n  land String\n  of Land @relation(fields: [land], references: [code])',
  );

  test('are for every shard when groups point to them and they point to none', () => {
    const proposal = propose(`${LIST}
model Land {
  code   String  @id
  buyers Buyer[]
}
`);
    expect(proposal.roots).toEqual(['Buyer']);
    expect(of(proposal, 'Land')).toMatchObject({
      role: 'reference',
      reason: expect.stringMatching(/^Buyer points to it/),
    });
    expect(proposal.crossings).toEqual([]);
  });

  test('are for one shard when nothing relates to them, and relations to those cross', () => {
    const proposal = propose(`${CHAIN}
model Setting {
  name String @id
}

model Total {
  id      Decimal @id
  orderId Int
  parts   Part[]
}

model Part {
  id      Decimal @id
  totalId Decimal
  total   Total   @relation(fields: [totalId], references: [id])
}
`);
    expect(of(proposal, 'Setting')).toMatchObject({ role: 'global' });
    expect(of(proposal, 'Part')).toMatchObject({ role: 'global' });
    expect(proposal.crossings).toEqual([]);
  });

  test('are proposed for the first shard of the config, and never written as what is not there', () => {
    const { models, edits } = propose('model Setting {\n  name String @id\n}\n', {
      shards: ['eu_1', 'eu_2'],
    });
    expect(models[0]?.annotation).toBe('@@shard.global(shard: eu_1)');
    expect(edits.length).toBe(models[0]?.state === 'write' ? 1 : 0);
  });
});

describe('what is written', () => {
  const lines = (text: string) => text.split('\n');

  test('keeps CRLF, a byte order mark, tabs, and a file without a last newline', () => {
    const text = `\uFEFF${DATASOURCE}// above\n/// Text.\n\tmodel A {\n\t\tid Int @id\n\t\tbs B[]\n\t}\nmodel B {\n id Int @id\n aId Int\n a A @relation(fields: [aId], references: [id])\n}`;
    const crlf = text.replaceAll('\n', '\r\n');
    expect(annotated(crlf)).toBe(
      crlf
        .replace('\tmodel A', '\t/// @@shard.hash(on: [id])\r\n\tmodel A')
        .replace('model B', '/// @@shard.colocated(with: A, on: [aId])\r\nmodel B'),
    );
  });

  test('stands below the comments of its model, also one on its own line', () => {
    const text = `${DATASOURCE}/// Text.\n/* odd */ model A {\n  id Int @id\n  bs B[]\n}\n\nmodel B {\n  id  Int @id\n  aId Int\n  a   A   @relation(fields: [aId], references: [id])\n}\n`;
    const written = annotated(text);
    expect(lines(written)).toContain('/// @@shard.hash(on: [id])');
    expect(written).toContain('/* odd */ \n/// @@shard.hash(on: [id])\nmodel A {');
  });

  test('leaves annotations alone that are there, and models whose annotation has a mistake', () => {
    const text = `${DATASOURCE}/// @@shard.hash(on: [id], buckets: 8)\n${CHAIN}`
      .replace('model Order', '/// @@shard.colocated(with: Buyr, on: [buyerId])\nmodel Order')
      .replace('model Item', '/// @@shard.colocatd(with: Order)\nmodel Item');
    expect(annotated(text)).toBe(text);
  });
});

describe('a schema that Prisma does not read', () => {
  test('gives its mistakes', () => {
    const outcome = proposeSharding(files(`${DATASOURCE}model A {\n  id Itn @id\n}\n`));
    expect(outcome).toMatchObject({ kind: 'refused', diagnostics: [{ code: 'SG1001' }] });
  });

  test('for settings of older versions only is read all the same', () => {
    const old = DATASOURCE.replace('}', '  url = env("X")\n}').concat(
      'generator client {\n  provider = "prisma-client-js"\n  previewFeatures = ["metrics", "views"]\n}\n',
    );
    const { proposal } = proposed(proposeSharding(files(old + CHAIN)));
    expect(proposal.roots).toEqual(['Buyer']);
    expect(proposal.findings[0]).toMatchObject({ code: 'SG1001', findings: [{}, {}] });
  });
});
