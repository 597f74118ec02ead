import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MANTINE = 'node_modules/@mantine/core/styles';
const NAMED_IMPORT = /import\s*\{([^}]*)\}\s*from '@mantine\/core'/g;

// Components that are drawn with the styles of others.
const DRAWN_WITH: Record<string, string> = { TextInput: 'Input', Textarea: 'Input', Select: 'Combobox' };

function components(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const names = files.flatMap((file) =>
    [...readFileSync(join('src', file), 'utf8').matchAll(NAMED_IMPORT)].flatMap((found) => found[1]?.split(',') ?? []),
  );
  return [...new Set(names.map((name) => name.trim()).map((name) => DRAWN_WITH[name] ?? name))]
    .filter((name) => existsSync(join(MANTINE, `${name}.css`)))
    .sort();
}

describe('styles', () => {
  const loaded = ['styles.ts', 'panelStyles.ts'].map((file) => readFileSync(join('src/app', file), 'utf8')).join();

  it.each(components())("are loaded for Mantine's %s", (component) => {
    expect(loaded).toContain(`/${component}.css'`);
  });
});
