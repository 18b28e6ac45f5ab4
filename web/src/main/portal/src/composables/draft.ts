import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useSession } from './session'

const DAYS = 14
const WAIT = 400

interface Kept<T> {
  at: number
  value: T
}

/** Input that outlives the page, the session and the network; kept in this browser per account. */
export function useDraft<T extends object>(name: string, value: Ref<T>) {
  const { account } = useSession()
  const key = `zhengshu.draft.${account.value?.login ?? ''}.${name}`
  const savedAt = ref<Date>()
  const restored = ref(false)

  const text = localStorage.getItem(key)
  if (text) {
    const kept = JSON.parse(text) as Kept<T>
    if (Date.now() - kept.at < DAYS * 86_400_000) {
      value.value = { ...value.value, ...kept.value }
      savedAt.value = new Date(kept.at)
      restored.value = true
    } else {
      localStorage.removeItem(key)
    }
  }

  let timer: number | undefined
  function save() {
    window.clearTimeout(timer)
    timer = undefined
    const now = new Date()
    localStorage.setItem(key, JSON.stringify({ at: now.getTime(), value: value.value }))
    savedAt.value = now
  }
  const stop = watch(
    value,
    () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(save, WAIT)
    },
    { deep: true },
  )
  onScopeDispose(() => {
    if (timer !== undefined) save()
  })

  function discard() {
    stop()
    window.clearTimeout(timer)
    timer = undefined
    localStorage.removeItem(key)
    savedAt.value = undefined
    restored.value = false
  }

  return { savedAt, restored, discard }
}
