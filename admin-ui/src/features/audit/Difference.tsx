import { Box, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Difference.module.css';
import { type Change, differences } from './difference';

/** What a change has done, value by value; folded as long as nobody asks. */
export function Difference({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation();
  const changes = differences(before, after);
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  }
  return (
    <details className={classes.fold}>
      <summary>{t(`audit.${kindOf(before, after)}`, { count: changes.length })}</summary>
      <Box component="dl" className={classes.changes}>
        {changes.map((change) => (
          <ChangedValue key={change.path} change={change} />
        ))}
      </Box>
    </details>
  );
}

function kindOf(before: unknown, after: unknown) {
  const had = before !== undefined && before !== null;
  const has = after !== undefined && after !== null;
  return had && has ? 'changes' : has ? 'made' : 'gone';
}

function ChangedValue({ change: { path, before, after } }: { change: Change }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{path || t('audit.value')}</dt>
      <dd>
        {before !== undefined && (
          <del>
            <VisuallyHidden>{t('audit.was')} </VisuallyHidden>
            {shown(before)}
          </del>
        )}
        {before !== undefined && after !== undefined && <span aria-hidden> → </span>}
        {after !== undefined && (
          <ins>
            <VisuallyHidden>{t('audit.is')} </VisuallyHidden>
            {shown(after)}
          </ins>
        )}
      </dd>
    </>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
