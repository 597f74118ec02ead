const text = {
  fontFamily: 'var(--mantine-font-family-monospace)',
  // At 14 px Chromium cuts the underscores off the font that most Linux systems have.
  fontSize: '0.8125rem',
};

/** The look of fields for keys, ids and URLs. */
export const MONOSPACE = { input: text, innerInput: text };
