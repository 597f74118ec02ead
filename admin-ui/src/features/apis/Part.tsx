import { Fieldset, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface PartProps {
  title: string;
  intro?: string;
  children: ReactNode;
}

/** A titled part of a dialog. */
export function Part({ title, intro, children }: PartProps) {
  return (
    <Fieldset legend={<Text fw={650}>{title}</Text>} radius="md">
      <Stack>
        {intro && (
          <Text size="sm" c="dimmed">
            {intro}
          </Text>
        )}
        {children}
      </Stack>
    </Fieldset>
  );
}
