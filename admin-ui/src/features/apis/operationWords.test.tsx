import { readFileSync } from 'node:fs';
import { renderHook } from '@testing-library/react';
import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Field } from '../../components/schema/fields';
import { ja } from '../../i18n/ja';
import type { OperationNode } from './operations';
import { useOperationWords } from './operationWords';

const ENGLISH = 'In the words of the server.';

// Every operation there is, with its settings.
const OPERATIONS: Record<string, string[]> = JSON.parse(readFileSync('../openapi/snapshots/operations.json', 'utf8'));

const inJapanese = ([key, settings]: [string, string[]]) => {
  const [model = '', operation = ''] = key.split('::');
  const words = renderHook(() => useOperationWords()).result.current;
  const spoken = words({ model }, { operation, summary: ENGLISH } as OperationNode);
  const fields = settings.map((name) => spoken.field({ name, label: ENGLISH, description: ENGLISH } as Field));
  return [spoken.summary, ...fields.flatMap(({ label, description }) => [label, description])];
};

describe('the words of operations', () => {
  beforeAll(async () => {
    i18next.addResourceBundle('ja', 'translation', ja);
    await i18next.changeLanguage('ja');
  });
  afterAll(() => i18next.changeLanguage('en'));

  it.each(Object.entries(OPERATIONS))('has %s in Japanese, with its settings', (...operation) => {
    expect(inJapanese(operation)).not.toContain(ENGLISH);
  });
});
