import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../app/format';
import { FailureAlert } from './PageStates';
import { SaveBar } from './SaveBar';
import type { Editor, Hindrance } from './useEditor';

type EditorBarProps = Pick<Editor<never>, 'dirty' | 'saving' | 'hindrance' | 'merged' | 'save' | 'discard' | 'reload'>;

interface EditorBarRest {
  /** Leaves what is not there yet. */
  onCancel?: (() => void) | undefined;
}

/** Save and Discard of what is edited, and what keeps it from being saved. */
export function EditorBar({
  dirty,
  saving,
  hindrance,
  merged,
  save,
  discard,
  reload,
  onCancel,
}: EditorBarProps & EditorBarRest) {
  const { t } = useTranslation();
  return (
    <SaveBar dirty={dirty} saving={saving} onSave={save} onDiscard={discard} onCancel={onCancel}>
      {hindrance?.why === 'failure' && <FailureAlert error={hindrance.error} />}
      {hindrance?.why === 'conflict' && <ConflictAlert hindrance={hindrance} onReload={reload} />}
      {merged && !hindrance && (
        <Alert color="yellow" role="alert">
          {t('conflict.merged')}
        </Alert>
      )}
    </SaveBar>
  );
}

function ConflictAlert({ hindrance, onReload }: { hindrance: Hindrance & { why: 'conflict' }; onReload: () => void }) {
  const { t } = useTranslation();
  const { relative } = useFormats();
  const { change } = hindrance;
  return (
    <Alert color="yellow" role="alert" title={t('conflict.title')}>
      <Text size="sm">
        {change ? t('conflict.by', { actor: change.actor, at: relative(change.at) }) : t('conflict.unknown')}
      </Text>
      <Text size="sm">{t('conflict.hint')}</Text>
      <Button variant="default" mt="sm" onClick={onReload}>
        {t('conflict.reload')}
      </Button>
    </Alert>
  );
}
