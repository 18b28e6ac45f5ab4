import { ref, watchEffect } from 'vue'

export const THEMES = ['auto', 'light', 'dark'] as const
export const SIZES = ['standard', 'large'] as const
export type Theme = (typeof THEMES)[number]
export type Size = (typeof SIZES)[number]

function kept<T extends string>(key: string, allowed: readonly T[]): T {
  const value = localStorage.getItem(key)
  return allowed.find((a) => a === value) ?? allowed[0]!
}

const theme = ref<Theme>(kept('zhengshu.theme', THEMES))
const size = ref<Size>(kept('zhengshu.size', SIZES))
const systemDark = matchMedia('(prefers-color-scheme: dark)')
const system = ref(systemDark.matches)

/** Standard or large, light or dark; remembered in this browser. */
export function useDisplay() {
  return { theme, size }
}

export function applyDisplay() {
  systemDark.addEventListener('change', (e) => (system.value = e.matches))
  watchEffect(() => {
    const dark = theme.value === 'dark' || (theme.value === 'auto' && system.value)
    const root = document.documentElement
    root.classList.toggle('dark', dark)
    root.dataset.size = size.value
    localStorage.setItem('zhengshu.theme', theme.value)
    localStorage.setItem('zhengshu.size', size.value)
  })
}
