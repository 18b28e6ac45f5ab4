import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, ask } from '../api/client'
import type { components } from '../api/schema'

type CodeList = components['schemas']['CodeListView']

const lists = shallowRef<Map<string, CodeList>>(new Map())
let language = ''

/** The node's dictionaries: what a code is called. */
export function useCodes() {
  const { locale } = useI18n()

  async function load() {
    const wanted = locale.value === 'en' ? 'en' : 'zh'
    if (language === wanted && lists.value.size > 0) return
    const found = await ask(api.GET('/api/v1/code-lists'))
    lists.value = new Map(found.map((l) => [l.id, l]))
    language = wanted
  }

  function nameOf(list: string, code?: string): string {
    if (!code) return '\u2014'
    return lists.value.get(list)?.codes.find((c) => c.code === code)?.name ?? code
  }

  function codes(list: string) {
    return lists.value.get(list)?.codes ?? []
  }

  return { load, nameOf, codes }
}
