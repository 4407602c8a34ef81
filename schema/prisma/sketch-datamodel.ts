import type {
  AttributeDeclaration,
  BlockDeclaration,
  MemberDeclaration,
  SchemaOutline,
} from '../source/schema-outline.js';
import type {
  Datamodel,
  DatamodelField,
  DatamodelModel,
  FieldDefault,
  UniqueConstraint,
} from './datamodel.js';
import { decimalDigits, secondDigits } from './native-digits.js';
import { argumentNames, argumentWord, delegateName } from './written-arguments.js';

const SCALARS = new Set('String Boolean Int BigInt Float Decimal DateTime Json Bytes'.split(' '));

/** What a schema that Prisma refuses says of its models, as far as each declaration can be read. */
export function sketchDatamodel(outlines: readonly SchemaOutline[]): Datamodel {
  const blocks = new Map<string, BlockDeclaration>();
  for (const block of outlines.flatMap((outline) => outline.blocks)) {
    const configuration = block.kind === 'generator' || block.kind === 'datasource';
    if (!configuration && !blocks.has(block.name)) blocks.set(block.name, block);
  }
  const strayWords = (block: BlockDeclaration) =>
    outlines
      .filter((outline) => outline.blocks.includes(block))
      .flatMap(({ text, strayMembers }) =>
        strayMembers
          .filter(({ start, end }) => block.span.start < start && end <= block.span.end)
          .flatMap(({ start, end }) => text.content.slice(start, end).match(/\w+/g) ?? []),
      );
  const models = [...blocks.values()]
    .filter((block) => (block.kind === 'model' || block.kind === 'view') && !isIgnored(block))
    .map((block): DatamodelModel => {
      const read = block.members
        .filter(isKnownToClient)
        .map((member) => toField(block, member, blocks));
      // A field may be hidden in a line that Prisma cannot read: nobody knows that it is missing.
      const hidden = strayWords(block)
        .filter((word) => !read.some(({ name }) => name === word))
        .map(unknownField);
      return {
        name: block.name,
        dbName: blockText(block, '@@map'),
        dbSchema: blockText(block, '@@schema'),
        delegate: delegateName(block.name),
        fields: [...read, ...hidden],
        uniques: uniquesOf(block),
      };
    });
  return { models: models.map((model) => withSoundRelations(model, models)), enums: [] };
}

/** Whether blocks may be missing from what was read: then a name without a block proves nothing. */
export function isTorn(outlines: readonly SchemaOutline[]): boolean {
  return outlines.some(({ stray }) => stray.length > 0);
}

const blockText = ({ attributes }: BlockDeclaration, attribute: string) =>
  argumentWord(attributes.find(({ name }) => name === attribute)?.arguments ?? '', 'name');

const isIgnored = ({ attributes }: BlockDeclaration) =>
  attributes.some(({ name }) => name === '@@ignore');

const isKnownToClient = ({ type, attributes }: MemberDeclaration) =>
  type?.startsWith('Unsupported(') !== true && !attributes.some(({ name }) => name === '@ignore');

function unknownField(name: string): DatamodelField {
  return {
    name,
    dbName: undefined,
    kind: 'unknown',
    type: '',
    list: false,
    required: true,
    updatedAt: false,
    nativeType: undefined,
    maxLength: undefined,
    digits: undefined,
    fraction: undefined,
    default: undefined,
    relation: undefined,
  };
}

function toField(
  block: BlockDeclaration,
  member: MemberDeclaration,
  blocks: ReadonlyMap<string, BlockDeclaration>,
): DatamodelField {
  const written = member.type ?? '';
  const type = written.replace(/\[\]$|\?$/, '');
  const kind = SCALARS.has(type) ? 'scalar' : kindOfBlock(blocks.get(type));
  const attribute = (name: string) => member.attributes.find((one) => one.name === name);
  const relation = attribute('@relation')?.arguments ?? '';
  const native = nativeTypeOf(member.attributes);
  return {
    name: member.name,
    dbName: argumentWord(attribute('@map')?.arguments ?? '', 'name'),
    kind,
    type,
    list: written.endsWith('[]'),
    required: !written.endsWith('?'),
    updatedAt: attribute('@updatedAt') !== undefined,
    nativeType: native?.name,
    maxLength: maxLengthOf(member.attributes),
    digits: type === 'Decimal' ? decimalDigits(native?.arguments) : undefined,
    fraction: secondDigits(native?.name, native?.arguments),
    default: defaultOf(attribute('@default')),
    relation:
      kind !== 'relation'
        ? undefined
        : {
            name: argumentWord(relation, 'name') ?? [block.name, type].sort().join('To'),
            fields: argumentNames(relation, 'fields'),
            references: argumentNames(relation, 'references'),
            onDelete: argumentWord(relation, 'onDelete'),
            onUpdate: argumentWord(relation, 'onUpdate'),
          },
  };
}

function nativeTypeOf(attributes: readonly AttributeDeclaration[]) {
  for (const { name: attribute, arguments: written } of attributes) {
    const name = /^@\w+\.(\w+)$/.exec(attribute)?.[1];
    if (name !== undefined) return { name, arguments: written.match(/\d+/g) ?? [] };
  }
  return undefined;
}

function maxLengthOf(attributes: readonly AttributeDeclaration[]): number | undefined {
  const limited = attributes.find(({ name }) => /^@\w+\.(Var)?Char$/.test(name));
  const length = limited?.arguments.trim() ?? '';
  if (/^\d+$/.test(length)) return Number(length);
  return limited?.name.endsWith('.Char') === true ? 1 : undefined;
}

function kindOfBlock(block: BlockDeclaration | undefined): DatamodelField['kind'] {
  if (block?.kind === 'enum') return 'enum';
  return block?.kind === 'model' || block?.kind === 'view' ? 'relation' : 'unknown';
}

function defaultOf(attribute: AttributeDeclaration | undefined): FieldDefault | undefined {
  if (attribute === undefined) return undefined;
  const call = /^(?:value\s*:)?\s*(\w+)\(("(?:[^"\\]|\\.)*"|[^)]*)\)/.exec(
    attribute.arguments.trim(),
  );
  if (call === null) return { kind: 'value' };
  const text = (call[2] ?? '').trim();
  const only = /^\d+$/.test(text) ? Number(text) : text.replace(/^"|"$/g, '');
  return { kind: 'function', name: call[1] ?? '', arguments: text === '' ? [] : [only] };
}

function uniquesOf({ members, attributes }: BlockDeclaration): readonly UniqueConstraint[] {
  return (['id', 'unique'] as const).flatMap((kind) => [
    ...members
      .filter((member) => member.attributes.some(({ name }) => name === `@${kind}`))
      .map((member) => ({ kind, name: undefined, fields: [member.name] })),
    ...attributes
      .filter(({ name }) => name === `@@${kind}`)
      .map((one) => ({
        kind,
        name: argumentWord(one.arguments, 'name'),
        fields: argumentNames(one.arguments, 'fields'),
      })),
  ]);
}

/** Without the relations that Prisma itself finds fault with: what they come to is not known. */
function withSoundRelations(model: DatamodelModel, all: readonly DatamodelModel[]): DatamodelModel {
  const fields = model.fields.map((field) => {
    const { relation } = field;
    if (relation === undefined) return field;
    const target = all.find(({ name }) => name === field.type);
    const exists = (owner: DatamodelModel | undefined, name: string) =>
      owner?.fields.some((one) => one.name === name && one.kind !== 'unknown') === true;
    const sound =
      relation.fields.length === relation.references.length &&
      relation.fields.every((name) => exists(model, name)) &&
      relation.references.every((name) => exists(target, name));
    return sound ? field : { ...field, relation: undefined };
  });
  return { ...model, fields };
}
