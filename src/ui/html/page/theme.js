// Light and dark: as the system has it, until a person chooses.
const root = document.documentElement
const button = /** @type {HTMLButtonElement} */ (document.getElementById('theme'))
const system = matchMedia('(prefers-color-scheme: dark)')

function isDark() {
  return root.dataset.theme === undefined ? system.matches : root.dataset.theme === 'dark'
}

function show() {
  button.setAttribute('aria-pressed', String(isDark()))
}

button.addEventListener('click', () => {
  root.dataset.theme = isDark() ? 'light' : 'dark'
  show()
})
system.addEventListener('change', show)
button.hidden = false
show()
