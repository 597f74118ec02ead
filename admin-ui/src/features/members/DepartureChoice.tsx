import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const DEPARTURES = ['cancel_at_period_end', 'cancel_now'] as const;

/** How the subscriptions of a member who is deleted are cancelled. */
export type Departure = (typeof DEPARTURES)[number];

interface DepartureChoiceProps {
  initial: Departure;
  onChange: (departure: Departure) => void;
}

/** Asks what becomes of the subscriptions of a member who is deleted. */
export function DepartureChoice({ initial, onChange }: DepartureChoiceProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState<string>(initial);
  const choose = (next: string) => {
    setValue(next);
    onChange(next as Departure);
  };
  return (
    <Radio.Group
      label={t('members.remove.subscriptions')}
      description={t('members.remove.subscriptions_hint')}
      value={value}
      onChange={choose}
    >
      <Stack gap="xs" mt="xs">
        {DEPARTURES.map((departure) => (
          <Radio
            key={departure}
            value={departure}
            label={t(`members.remove.${departure}`)}
            description={t(`members.remove.${departure}_hint`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
