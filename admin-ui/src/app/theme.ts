import {
  type ActionIconProps,
  type AlertProps,
  type AnchorProps,
  type BadgeProps,
  type CloseButtonProps,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type MenuProps,
  type ModalProps,
  mergeThemeOverrides,
  type NotificationProps,
  type PasswordInputProps,
} from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#eef2fb',
  '#dae2f5',
  '#b4c4ea',
  '#8ca4df',
  '#6a88d5',
  '#5274cd',
  '#4063bf',
  '#3153a8',
  '#26418a',
  '#1b3069',
];

const look = createTheme({
  primaryColor: 'ai',
  primaryShade: { light: 7, dark: 7 },
  colors: { ai: indigo },
  fontFamily:
    "'Inter Variable', system-ui, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', Meiryo, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.625rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** The names of Mantine's own buttons, for those who hear them. */
export interface ButtonNames {
  close: string;
  showText: string;
}

/** The theme, with its buttons named in the admin's language. */
export function themeWith(names: ButtonNames): MantineThemeOverride {
  return mergeThemeOverrides(look, {
    // By name: imported components would be loaded with the first page already.
    components: {
      Anchor: { defaultProps: { underline: 'always' } satisfies Partial<AnchorProps> },
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } satisfies Partial<ActionIconProps> },
      Badge: { defaultProps: { tt: 'none' } satisfies Partial<BadgeProps> },
      CloseButton: {
        defaultProps: { attributes: { root: { 'aria-label': names.close } } } satisfies Partial<CloseButtonProps>,
      },
      Menu: {
        defaultProps: {
          position: 'bottom-end',
          withinPortal: false,
          withInitialFocusPlaceholder: false,
        } satisfies Partial<MenuProps>,
      },
      Modal: {
        defaultProps: {
          centered: true,
          styles: {
            title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)', overflowWrap: 'anywhere' },
            body: { overflowWrap: 'anywhere' },
          },
          closeButtonProps: { 'aria-label': names.close },
          // A dialog's header is no banner of the page.
          attributes: { header: { role: 'presentation' } },
        } satisfies Partial<ModalProps>,
      },
      // Only what went wrong interrupts those who listen; see FailureAlert.
      Alert: { defaultProps: { closeButtonLabel: names.close, role: 'note' } satisfies Partial<AlertProps> },
      Notification: {
        defaultProps: { closeButtonProps: { 'aria-label': names.close } } satisfies Partial<NotificationProps>,
      },
      PasswordInput: {
        defaultProps: {
          visibilityToggleButtonProps: { 'aria-label': names.showText },
        } satisfies Partial<PasswordInputProps>,
      },
    },
  });
}

const TINTED = ['ai', 'gray', 'red', 'green', 'yellow', 'blue'];

function tinted(variable: (color: string) => string, shade: number): Record<string, string> {
  return Object.fromEntries(TINTED.map((color) => [variable(color), `var(--mantine-color-${color}-${shade})`]));
}

const onLight = (color: string) => `--mantine-color-${color}-light-color`;

/** Where Mantine's own choices have less contrast than WCAG AA asks for. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...tinted(onLight, 9),
    [onLight('yellow')]: '#744300',
    [onLight('green')]: '#1d5f2a',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-ai-7)',
    '--mantine-color-body': '#ffffff',
    '--karamon-canvas': '#f6f7f9',
  },
  dark: {
    ...tinted(onLight, 2),
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-ai-3)',
    '--karamon-canvas': 'var(--mantine-color-dark-8)',
  },
});
