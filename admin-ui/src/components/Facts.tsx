import { Box, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Fact = readonly [label: string, text: ReactNode];

/** What is known of a thing, each with what it is called. */
export function Facts({ facts }: { facts: readonly (Fact | undefined)[] }) {
  return (
    <SimpleGrid component="dl" cols={{ base: 1, sm: 2 }} spacing="md" m={0}>
      {facts
        .filter((fact) => fact !== undefined)
        .map(([label, text]) => (
          <Box key={label} miw={0}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Box component="dd" m={0}>
              {typeof text === 'string' ? <Text size="sm">{text}</Text> : text}
            </Box>
          </Box>
        ))}
    </SimpleGrid>
  );
}
