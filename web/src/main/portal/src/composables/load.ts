import { ref, shallowRef, watch, type WatchSource } from 'vue'
import { Problem } from '../api/problem'

export type LoadState = 'loading' | 'ready' | 'failed'

/** Something fetched for a page, with the states that a page shows. */
export function useLoad<T>(fetcher: () => Promise<T>, again?: WatchSource<unknown>) {
  const state = ref<LoadState>('loading')
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  let newest = 0

  async function reload() {
    const turn = ++newest
    state.value = 'loading'
    problem.value = undefined
    try {
      const result = await fetcher()
      if (turn !== newest) return
      data.value = result
      state.value = 'ready'
    } catch (thrown) {
      if (turn !== newest) return
      problem.value = toProblem(thrown)
      state.value = 'failed'
    }
  }

  if (again) watch(again, reload)
  void reload()
  return { state, data, problem, reload }
}

export type Load<T> = ReturnType<typeof useLoad<T>>

/** An act of the user: one at a time, with its failure. */
export function useAct() {
  const busy = ref(false)
  const problem = shallowRef<Problem>()

  async function run<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = undefined
    try {
      return await act()
    } catch (thrown) {
      problem.value = toProblem(thrown)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, run }
}

/** A fault of the pages themselves must not look like one of the node. */
function toProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  console.error(thrown)
  return new Problem(0, 'page/fault', '', String(thrown), '')
}
