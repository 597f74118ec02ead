import type { UseFormReturnType } from '@mantine/form';
import type { GroupValues } from './groupForm';

/** What each part of the editor works on. */
export interface GroupFieldsProps {
  form: UseFormReturnType<GroupValues>;
  readOnly: boolean;
}
