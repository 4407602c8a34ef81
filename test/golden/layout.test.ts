import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IndentationText, Project } from 'ts-morph';
import { expect, test } from 'vitest';

const cases = fileURLToPath(new URL('generate/', import.meta.url));

const files = readdirSync(cases, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

// The templates lay the text out themselves: formatting at run time would take 15 ms for each model.
test("every generated file is a fixed point of TypeScript's formatter", () => {
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  expect(files.length).toBeGreaterThan(50);
  const moved = files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    const source = project.createSourceFile(file, text, { overwrite: true });
    source.formatText({ ensureNewLineAtEndOfFile: true });
    const formatted = source.getFullText();
    project.removeSourceFile(source);
    return formatted !== text || /\n{3,}|[ \t]\n/.test(text);
  });
  expect(moved).toEqual([]);
});
