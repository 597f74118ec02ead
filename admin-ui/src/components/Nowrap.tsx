import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A few words of a narrow column that stay on one line. */
export function Nowrap({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
      {children}
    </Text>
  );
}
