import i18next, { type BackendModule } from 'i18next';
import LanguageDetector from 'i18next-browser-languagedetector';
import { initReactI18next } from 'react-i18next';
import type { en, Messages } from '../i18n/en';
import type { Words } from '../i18n/words';

export const LANGUAGES = { en: 'English', ja: '日本語' } as const;
export type Language = keyof typeof LANGUAGES;

const loaders: Record<Language, () => Promise<Words<typeof en>>> = {
  en: () => import('../i18n/en').then((module) => module.en),
  ja: () => import('../i18n/ja').then((module) => module.ja),
};

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, _namespace, done) => {
    loaders[language as Language]().then(
      (messages) => done(null, messages),
      (error) => done(error, null),
    );
  },
};

function announce(language: string): void {
  document.documentElement.lang = language;
}

/** Finds the language of the admin, kept in this browser, and loads its words. */
export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', announce);
  await i18next
    .use(backend)
    .use(LanguageDetector)
    .use(initReactI18next)
    .init({
      supportedLngs: Object.keys(LANGUAGES),
      nonExplicitSupportedLngs: true,
      load: 'languageOnly',
      fallbackLng: 'en',
      defaultNS: 'translation',
      interpolation: { escapeValue: false },
      detection: {
        order: ['localStorage', 'navigator'],
        caches: ['localStorage'],
        lookupLocalStorage: 'karamon-language',
      },
    });
  announce(i18next.resolvedLanguage ?? 'en');
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Messages };
  }
}
