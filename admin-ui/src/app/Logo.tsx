import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The gate and the name. */
export function Logo() {
  const { t } = useTranslation();
  return (
    <Group gap={10} wrap="nowrap">
      <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={28} height={28} />
      <Text fw={700} size="lg" lh={1}>
        {t('app.name')}
      </Text>
    </Group>
  );
}
