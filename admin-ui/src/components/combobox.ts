/** Has lists of options drawn inside the page's landmark, and over dialogs. */
export const IN_PAGE = { portalProps: { target: 'main' }, shadow: 'md' } as const;
