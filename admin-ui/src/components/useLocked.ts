import { useRef } from 'react';

/** Does something that takes a while one at a time: what is asked for meanwhile, as by a double click, is not done. */
export function useLocked<Arguments extends unknown[]>(
  work: (...args: Arguments) => Promise<unknown>,
): (...args: Arguments) => Promise<void> {
  const locked = useRef(false);
  return async (...args) => {
    if (locked.current) {
      return;
    }
    locked.current = true;
    try {
      await work(...args);
    } catch {
      // Whoever does the work says what went wrong.
    } finally {
      locked.current = false;
    }
  };
}
