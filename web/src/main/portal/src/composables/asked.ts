import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** What a list is asked for, kept in the address: it can be sent, reloaded and gone back to. */
export function useAsked() {
  const route = useRoute()
  const router = useRouter()

  function all(name: string): string[] {
    const value = route.query[name]
    const values = Array.isArray(value) ? value : [value]
    return values.filter((v): v is string => typeof v === 'string' && v !== '')
  }

  function one(name: string): string {
    return all(name)[0] ?? ''
  }

  function number(name: string, otherwise: number) {
    return computed({
      get: () => Math.max(1, Number(one(name)) || otherwise),
      set: (value: number) => put({ [name]: value === otherwise ? undefined : String(value), ...(name === 'page' ? {} : { page: undefined }) }),
    })
  }

  /** Changes part of the address; what is undefined or empty leaves it. */
  function put(change: Record<string, string | string[] | undefined>) {
    const query = { ...route.query, ...change }
    for (const [key, value] of Object.entries(query)) {
      if (value === undefined || value === null || value.length === 0) delete query[key]
    }
    return router.push({ query })
  }

  const page = number('page', 1)
  const size = number('size', 20)
  return { all, one, put, page, size, query: () => route.fullPath }
}
