import { Group, NumberInput, Radio, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../api/gen/types.gen';
import { DurationInput } from '../../components/DurationInput';
import { GroupChoices } from '../../components/GroupChoices';
import { type EndpointEntry, useProblemText } from './EndpointForm';
import { Part } from './Part';
import { knowsMembers } from './SecurityChoice';

interface CallerFieldsProps {
  api: Api;
  entry: EndpointEntry;
  readOnly: boolean;
}

/** Who may call, how often, and how long an answer is good for. */
export function CallerFields({ api, entry, readOnly }: CallerFieldsProps) {
  const { t } = useTranslation();
  const { values, change, problems, operation } = entry;
  const cacheProblem = useProblemText(problems, 'cache_seconds');
  return (
    <Part title={t('apis.caller.title')}>
      <Restriction api={api} entry={entry} readOnly={readOnly} />
      <RateLimitFields api={api} entry={entry} readOnly={readOnly} />
      {operation?.method === 'GET' && (
        <DurationInput
          label={t('apis.caller.cache')}
          description={t('apis.caller.cache_hint')}
          max={86_400}
          readOnly={readOnly}
          value={values.cache_seconds}
          error={cacheProblem}
          onChange={(cache_seconds) => change({ cache_seconds }, 'cache_seconds')}
        />
      )}
    </Part>
  );
}

function Restriction({ api, entry: { values, change, problems }, readOnly }: CallerFieldsProps) {
  const { t } = useTranslation();
  const possible = knowsMembers(api.security);
  const groupsProblem = useProblemText(problems, 'request_restriction.group_ids');
  return (
    <>
      <Radio.Group
        label={t('apis.caller.restriction')}
        value={values.restricted ? 'groups' : 'all'}
        error={useProblemText(problems, 'request_restriction.type')}
        onChange={(chosen) => change({ restricted: chosen === 'groups' }, 'request_restriction')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t('apis.caller.all')} disabled={readOnly} />
          <Radio
            value="groups"
            label={t('apis.caller.groups')}
            description={possible ? undefined : t('apis.caller.groups_impossible')}
            disabled={readOnly || (!possible && !values.restricted)}
          />
        </Stack>
      </Radio.Group>
      {values.restricted && (
        <GroupChoices
          label={t('apis.caller.which_groups')}
          description={t('apis.caller.which_groups_hint')}
          value={values.group_ids}
          readOnly={readOnly}
          error={groupsProblem}
          onChange={(group_ids) => change({ group_ids }, 'request_restriction.group_ids')}
        />
      )}
    </>
  );
}

const USUAL = { requests: 60, seconds: 60 };

function RateLimitFields({ entry: { values, change, problems }, readOnly }: CallerFieldsProps) {
  const { t } = useTranslation();
  const limit = values.rate_limit;
  const requestsProblem = useProblemText(problems, 'rate_limit.requests');
  const secondsProblem = useProblemText(problems, 'rate_limit.seconds');
  return (
    <>
      <Switch
        label={t('apis.caller.limit')}
        description={t('apis.caller.limit_hint')}
        checked={limit !== undefined}
        disabled={readOnly}
        onChange={(event) => change({ rate_limit: event.currentTarget.checked ? USUAL : undefined }, 'rate_limit')}
      />
      {limit && (
        <Group align="flex-start" gap="md">
          <NumberInput
            label={t('apis.caller.requests')}
            min={1}
            clampBehavior="none"
            w={140}
            readOnly={readOnly}
            value={limit.requests ?? ''}
            error={requestsProblem}
            onChange={(entered) =>
              change(
                { rate_limit: { ...limit, requests: entered === '' ? undefined : (entered as number) } },
                'rate_limit.requests',
              )
            }
          />
          <DurationInput
            label={t('apis.caller.within')}
            max={86_400}
            readOnly={readOnly}
            value={limit.seconds}
            error={secondsProblem}
            onChange={(seconds) => change({ rate_limit: { ...limit, seconds } }, 'rate_limit.seconds')}
          />
        </Group>
      )}
    </>
  );
}
