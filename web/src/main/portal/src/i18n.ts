import { ref, shallowRef } from 'vue'
import type { Language as KitLanguage } from 'element-plus/es/locale'
import { createI18n } from 'vue-i18n'

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

type Texts = { [key: string]: string | Texts }

const KEPT = 'zhengshu.language'

/** Characters that turn the direction of what follows: in a sentence a name must not turn the rest of it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as string,
  fallbackLocale: false,
  missingWarn: import.meta.env.DEV,
  postTranslation: (text) => (typeof text === 'string' ? text.replace(TURNING, '\ufffd') : text),
  messages: {} as Record<string, Texts>,
})

const files = import.meta.glob<{ default: Texts }>('./locales/*/index.ts')
const kitFiles: Record<Language, () => Promise<{ default: KitLanguage }>> = {
  'zh-CN': () => import('element-plus/es/locale/lang/zh-cn'),
  'zh-TW': () => import('element-plus/es/locale/lang/zh-tw'),
  en: () => import('element-plus/es/locale/lang/en'),
}

function kept(): Language {
  const value = localStorage.getItem(KEPT)
  return LANGUAGES.find((l) => l === value) ?? 'zh-CN'
}

const language = ref<Language>(kept())
const kit = shallowRef<KitLanguage>()

/** The language of the pages; each one is fetched when it is chosen. */
export function useLanguage() {
  async function load() {
    const wanted = language.value
    const [texts, words] = await Promise.all([
      files[`./locales/${wanted}/index.ts`]!(),
      kitFiles[wanted](),
    ])
    i18n.global.setLocaleMessage(wanted, texts.default)
    i18n.global.locale.value = wanted
    kit.value = words.default
    document.documentElement.lang = wanted
  }

  async function choose(next: Language) {
    language.value = next
    localStorage.setItem(KEPT, next)
    await load()
  }

  return { language, kit, load, choose }
}
