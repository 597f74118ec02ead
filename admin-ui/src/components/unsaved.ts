import { useEffect } from 'react';

const pages = new Set<object>();

/** Notes that a page has unsaved changes, as long as it is shown and they are there. */
export function useNoteUnsaved(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) {
      return;
    }
    const page = {};
    pages.add(page);
    return () => {
      pages.delete(page);
    };
  }, [unsaved]);
}

/** Whether something would be lost by leaving. */
export function hasUnsaved(): boolean {
  return pages.size > 0;
}
