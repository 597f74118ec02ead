import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from './i18n';

const SCHEMES = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;

/** Language and colour scheme; both are kept in this browser. */
export function AppearanceMenus() {
  const { t } = useTranslation();
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t('app.language')}>
            <IconLanguage size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <LanguageItems />
        </Menu.Dropdown>
      </Menu>
      <Menu>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t('app.color_scheme')}>
            <IconSun size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <SchemeItems />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function LanguageItems() {
  const { i18n } = useTranslation();
  return (Object.keys(LANGUAGES) as Language[]).map((language) => (
    <Menu.Item
      key={language}
      lang={language}
      role="menuitemradio"
      aria-checked={i18n.resolvedLanguage === language}
      rightSection={i18n.resolvedLanguage === language && <IconCheck size={16} />}
      onClick={() => i18n.changeLanguage(language)}
    >
      {LANGUAGES[language]}
    </Menu.Item>
  ));
}

function SchemeItems() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (Object.keys(SCHEMES) as (keyof typeof SCHEMES)[]).map((scheme) => {
    const Icon = SCHEMES[scheme];
    return (
      <Menu.Item
        key={scheme}
        role="menuitemradio"
        aria-checked={colorScheme === scheme}
        leftSection={<Icon size={16} />}
        rightSection={colorScheme === scheme && <IconCheck size={16} />}
        onClick={() => setColorScheme(scheme)}
      >
        {t(`app.color_schemes.${scheme}`)}
      </Menu.Item>
    );
  });
}
