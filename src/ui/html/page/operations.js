// Search, filters and keys over the operations of a page.

/** @typedef {{ element: HTMLDetailsElement, values: { [filter: string]: string[] }, text: string | null }} Row */
/** @typedef {{ element: HTMLElement, rows: Row[] }} Part */
/** @typedef {{ element: HTMLElement, found: HTMLElement, parts: Part[] }} Group */

/** So many are opened at once. */
const MOST_OPENED = 200
/** What a closed row is high, for parts that are not laid out. */
const ROW_HEIGHT = 2.12
/** Milliseconds that getting ready for a search may take at a time. */
const TURN = 8

const toolbar = /** @type {HTMLFormElement | null} */ (document.getElementById('toolbar'))
const groups = [...document.querySelectorAll('section.operations')].map(groupOf)
const rows = groups.flatMap(({ parts }) => parts.flatMap((part) => part.rows))

if (toolbar) start(toolbar)

/** @param {Element} section @returns {Group} */
function groupOf(section) {
  const element = /** @type {HTMLElement} */ (section)
  const { kind = '', action = '' } = element.dataset
  const parts = [...element.querySelectorAll(':scope > .rows')].map((part) => ({
    element: /** @type {HTMLElement} */ (part),
    rows: [...part.children].map((row) =>
      rowOf(/** @type {HTMLDetailsElement} */ (row), { kind, action, id: element.id }),
    ),
  }))
  return { element, found: /** @type {HTMLElement} */ (element.querySelector('.found')), parts }
}

/** @param {HTMLDetailsElement} element @param {{ kind: string, action: string, id: string }} group @returns {Row} */
function rowOf(element, { kind, action, id }) {
  const { risk = 'normal', alarms } = element.dataset
  const section = alarms === undefined ? [id] : [id, ...alarms.split(' ')]
  return { element, values: { kind: [kind], action: [action], risk: [risk], section }, text: null }
}

/** @param {HTMLFormElement} form */
function start(form) {
  form.hidden = false
  form.addEventListener('input', () => narrow(form))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('reset', () => setTimeout(() => narrow(form)))
  button('open').addEventListener('click', () => shown().slice(0, MOST_OPENED).forEach(open))
  button('close').addEventListener('click', () => {
    for (const { element } of rows) element.open = false
  })
  document.addEventListener('toggle', (event) => fill(event.target), true)
  document.addEventListener('keydown', (event) => press(event, search()))
  addEventListener('hashchange', () => narrow(form))
  narrow(form)
  requestIdleCallback(read)
}

/** @param {string} id */
function button(id) {
  return /** @type {HTMLButtonElement} */ (document.getElementById(id))
}

function search() {
  return /** @type {HTMLInputElement} */ (document.getElementById('search'))
}

/** @param {Row} row */
function open({ element }) {
  fill(element)
  element.open = true
}

/** What was kept as text becomes part of the page. @param {EventTarget | null} target */
function fill(target) {
  if (!(target instanceof HTMLDetailsElement)) return
  const kept = target.querySelector(':scope > script')
  if (kept) kept.outerHTML = kept.textContent ?? ''
}

/** Everything that can be found in a row. @param {Row} row */
function textOf(row) {
  row.text ??= plain(row.element.querySelector(':scope > script')?.textContent ?? '', row.element)
  return row.text
}

/** @param {string} kept @param {Element} row */
function plain(kept, row) {
  const markup = kept === '' ? row.innerHTML : `${row.querySelector('summary')?.innerHTML} ${kept}`
  return markup
    .replace(/<\/?(?:ins|del)>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|nbsp|amp);/g, (_, name) => CHARACTERS[name] ?? '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
}

/** @type {{ [name: string]: string }} */
const CHARACTERS = { lt: '<', gt: '>', quot: '"', nbsp: ' ', amp: '&' }

let ready = 0

/** Gets ready for a search while nothing else is to do. */
function read() {
  const end = performance.now() + TURN
  while (ready < rows.length && performance.now() < end) {
    textOf(/** @type {Row} */ (rows[ready]))
    ready += 1
  }
  if (ready < rows.length) requestIdleCallback(read)
  else if (toolbar) toolbar.dataset.ready = ''
}

/** @param {HTMLFormElement} form */
function narrow(form) {
  const words = search()
    .value.toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const chosen = [...form.querySelectorAll('select')].filter(({ value }) => value !== '')
  const fits = (/** @type {Row} */ row) =>
    chosen.every(({ name, value }) => row.values[name]?.includes(value)) &&
    words.every((word) => textOf(row).includes(word))
  const found = groups.reduce((sum, group) => sum + narrowGroup(group, fits), 0)
  tell(found)
}

/** @param {Group} group @param {(row: Row) => boolean} fits */
function narrowGroup({ element, found, parts }, fits) {
  const [number, all] = parts.reduce(
    ([sum, total], part) => [sum + narrowPart(part, fits), total + part.rows.length],
    [0, 0],
  )
  element.hidden = number === 0
  found.textContent = number === all ? '' : `${number.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} shown`
  return number
}

/** @param {Part} part @param {(row: Row) => boolean} fits */
function narrowPart({ element, rows: list }, fits) {
  let number = 0
  for (const row of list) {
    const hidden = !fits(row)
    if (row.element.hidden !== hidden) row.element.hidden = hidden
    if (!hidden) number += 1
  }
  element.hidden = number === 0
  element.style.containIntrinsicBlockSize = `auto ${number * ROW_HEIGHT}rem`
  return number
}

/** @param {number} found */
function tell(found) {
  const all = rows.length.toLocaleString('en-US')
  const text = found === rows.length ? `${all} operations` : `${found.toLocaleString('en-US')} of ${all} operations`
  const count = /** @type {HTMLElement} */ (document.getElementById('count'))
  count.textContent = rows.length === 1 ? text.replace(/s$/, '') : text
  button('open').textContent = found > MOST_OPENED ? `Open the first ${MOST_OPENED}` : 'Open all'
  const none = /** @type {HTMLElement} */ (document.getElementById('none'))
  none.hidden = found > 0
}

function shown() {
  return rows.filter(({ element }) => !element.hidden)
}

/** @param {KeyboardEvent} event @param {HTMLInputElement} field */
function press(event, field) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { target, key } = event
  const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
  if (key === '/' && !typing) {
    event.preventDefault()
    field.focus()
    return
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  const row = target instanceof Element ? target.closest('summary')?.parentElement : null
  if (step === undefined || !row?.classList.contains('operation')) return
  event.preventDefault()
  const list = shown().map(({ element }) => element)
  list[list.indexOf(/** @type {HTMLDetailsElement} */ (row)) + step]?.querySelector('summary')?.focus()
}
