import { createApp } from 'vue'
import App from './App.vue'
import { applyDisplay } from './composables/display'
import { i18n, useLanguage } from './i18n'
import { router } from './router'
import './styles/theme.css'
import './styles/base.css'
import './styles/print.css'

applyDisplay()
const { load } = useLanguage()
void load().then(() => createApp(App).use(i18n).use(router).mount('#app'))
