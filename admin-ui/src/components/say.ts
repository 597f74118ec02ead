import { notifications } from '@mantine/notifications';

/** Says that something was done. */
export function sayDone(message: string): void {
  notifications.show({ message, color: 'green' });
}

/** Says what went wrong with something that has no better place to say it. */
export function sayFailed(error: unknown): void {
  notifications.show({ message: error instanceof Error ? error.message : String(error), color: 'red' });
}
