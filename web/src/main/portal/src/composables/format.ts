import { useI18n } from 'vue-i18n'

/** Days and times as people in China read them, whatever the clock of the computer says. */
export function useFormat() {
  const { locale } = useI18n()
  const zone = 'Asia/Shanghai'

  function day(value?: string): string {
    if (!value) return '\u2014'
    const date = value.length === 10 ? new Date(`${value}T00:00:00+08:00`) : new Date(value)
    return new Intl.DateTimeFormat(locale.value, { dateStyle: 'long', timeZone: zone }).format(date)
  }

  function time(value?: string, seconds = false): string {
    if (!value) return '\u2014'
    return new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: seconds ? 'medium' : 'short', timeZone: zone }).format(
      new Date(value),
    )
  }

  function count(value?: number): string {
    return value === undefined ? '\u2014' : new Intl.NumberFormat(locale.value).format(value)
  }

  return { day, time, count }
}

/** Today in China plus some days, as an input of type date takes it. */
export function dayFromToday(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000)
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(date)
}
