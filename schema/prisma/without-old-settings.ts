import schemaWasm from '@prisma/prisma-schema-wasm';
import type { MemberDeclaration, SchemaOutline } from '../source/schema-outline.js';
import { createSourceText, type SourceText } from '../source/source-text.js';

const URLS = new Set(['url', 'directUrl', 'shadowDatabaseUrl']);

/**
 * The texts as today's Prisma wants them: it refuses urls in the datasource and preview features
 * that are long gone, which every older schema has and which say nothing about its models. Offsets
 * stay as they are. Empty when there are none, since then it would refuse the texts once more.
 */
export function withoutOldSettings(outlines: readonly SchemaOutline[]): readonly SourceText[] {
  const texts = outlines.map(({ text, blocks }) => {
    let { content } = text;
    const settings = blocks
      .filter(({ kind }) => kind === 'datasource' || kind === 'generator')
      .flatMap(({ kind, members }) => members.map((member) => ({ kind, member })));
    for (const { kind, member } of settings.toReversed()) {
      const { start, end } = member.span;
      const written = content.slice(start, end);
      const kept =
        kind === 'datasource' ? withoutUrl(member, written) : withKnownFeatures(member, written);
      content = content.slice(0, start) + kept.padEnd(end - start) + content.slice(end);
    }
    return createSourceText(text.path, content);
  });
  return texts.some(({ content }, i) => content !== outlines[i]?.text.content) ? texts : [];
}

function withoutUrl({ name }: MemberDeclaration, written: string): string {
  return URLS.has(name) ? '' : written;
}

/** A list over several lines is left as it is. */
function withKnownFeatures({ name }: MemberDeclaration, written: string): string {
  const list = /\[(.*)\]/.exec(written)?.[1];
  if (name !== 'previewFeatures' || list === undefined) return written;
  // A list of names: what Prisma's own editor extensions offer to complete.
  const known = new Set(JSON.parse(schemaWasm.preview_features()) as readonly string[]);
  const names = list.match(/"[^"]*"/g) ?? [];
  const kept = names.filter((one) => known.has(one.slice(1, -1)));
  return kept.length === names.length ? written : `previewFeatures = [${kept.join(', ')}]`;
}
