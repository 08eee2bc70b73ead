// Search, filters and keys over the operations of a page.

/** `node`: made of its markup when it is first shown. @typedef {{ part: Part, values: { [filter: string]: string[] }, markup: string, node: HTMLDetailsElement | null, text: string | null, hidden: boolean }} Row */
/** `kept`: its rows are not in the page until they come near the screen. @typedef {{ element: HTMLElement, rows: Row[], kept: boolean }} Part */
/** @typedef {{ element: HTMLElement, found: HTMLElement, parts: Part[] }} Group */

/** So many are opened at once. */
const MOST_OPENED = 200
/** What a closed row is high, for parts that are not laid out. */
const ROW_HEIGHT = 2.12
/** So many found rows are in the page wherever they stand. */
const FEW_FOUND = 100
/** Milliseconds that getting ready for a search may take at a time. */
const TURN = 8

const toolbar = /** @type {HTMLFormElement | null} */ (document.getElementById('toolbar'))
const groups = [...document.querySelectorAll('section.operations')].map(groupOf)
const parts = groups.flatMap((group) => group.parts)
const rows = parts.flatMap((part) => part.rows)
/** Where all rows stand in the page from the start, they all stay in it. */
const large = parts.some(({ kept }) => kept)
const partOfElement = new Map(parts.map((part) => [/** @type {Element} */ (part.element), part]))
const watch = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) render(partOfElement.get(target))
  },
  { rootMargin: '100%' },
)
for (const part of parts) {
  if (!part.kept) continue
  putAway(part)
  watch.observe(part.element)
}
addEventListener('beforeprint', () => parts.forEach(render))

if (toolbar) start(toolbar)

/** @param {Element} section @returns {Group} */
function groupOf(section) {
  const element = /** @type {HTMLElement} */ (section)
  const { kind = '', action = '' } = element.dataset
  const own = [...element.querySelectorAll(':scope > .rows')].map((part) =>
    partOf(/** @type {HTMLElement} */ (part), { kind, action, id: element.id }),
  )
  return { element, found: /** @type {HTMLElement} */ (element.querySelector('.found')), parts: own }
}

/** Where scripts run, what a noscript element holds is text. @param {HTMLElement} element @param {{ kind: string, action: string, id: string }} group @returns {Part} */
function partOf(element, group) {
  const text = element.querySelector(':scope > noscript')?.textContent ?? null
  /** @type {Part} */
  const part = { element, rows: [], kept: text !== null }
  const markups = text?.split(/(?=<details class="operation")/).filter((markup) => markup.trim() !== '')
  part.rows = markups
    ? markups.map((markup) => ({ ...rowOf(dataOf(markup), group), part, markup, node: null }))
    : [...element.children].map((child) => {
        const node = /** @type {HTMLDetailsElement} */ (child)
        return { ...rowOf(node.dataset, group), part, markup: '', node }
      })
  return part
}

/** What the tag of a row that is text says. @param {string} markup @returns {DOMStringMap} */
function dataOf(markup) {
  const tag = markup.slice(0, markup.indexOf('>'))
  return Object.fromEntries([...tag.matchAll(/ data-(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
}

/** Brings the rows of a part that are found into the page. @param {Part | undefined} part */
function render(part) {
  if (!part?.kept) return
  watch.unobserve(part.element)
  part.kept = false
  part.element.style.minBlockSize = ''
  part.element.style.contentVisibility = ''
  fillIn(part)
}

/** @param {Part} part */
function fillIn({ element, rows: list }) {
  const found = list.filter(({ hidden }) => !hidden)
  makeNodes(found.filter(({ node }) => node === null))
  element.replaceChildren(...found.map(({ node }) => /** @type {Node} */ (node)))
}

/** @param {Row[]} list */
function makeNodes(list) {
  const box = document.createElement('template')
  box.innerHTML = list.map(({ markup }) => markup).join('')
  const made = [...box.content.children]
  for (const [at, row] of list.entries()) row.node = /** @type {HTMLDetailsElement} */ (made[at])
}

/** Takes the rows of a part out of the page: many that are out of sight would be styled and laid out again. @param {Part} part */
function putAway(part) {
  const { element, kept, rows: list } = part
  if (!kept) element.replaceChildren()
  part.kept = true
  element.style.contentVisibility = 'visible'
  element.style.minBlockSize = heightOf(list.filter(({ hidden }) => !hidden).length)
}

/** @param {number} number */
function heightOf(number) {
  return `${number * ROW_HEIGHT}rem`
}

/** @param {Row} row */
function elementOf(row) {
  render(row.part)
  return /** @type {HTMLDetailsElement} */ (row.node)
}

/** @param {DOMStringMap} data @param {{ kind: string, action: string, id: string }} group */
function rowOf({ risk = 'normal', alarms }, { kind, action, id }) {
  const section = alarms === undefined ? [id] : [id, ...alarms.split(' ')]
  return { values: { kind: [kind], action: [action], risk: [risk], section }, text: null, hidden: false }
}

/** @param {HTMLFormElement} form */
function start(form) {
  form.hidden = false
  form.addEventListener('input', () => narrow(form))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('reset', () => setTimeout(() => narrow(form)))
  button('open').addEventListener('click', () => shown().slice(0, MOST_OPENED).forEach(open))
  button('close').addEventListener('click', () => {
    for (const { node } of rows) if (node) node.open = false
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
function open(row) {
  const element = elementOf(row)
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
  row.text ??= plain(row.node?.innerHTML ?? row.markup)
  return row.text
}

/** @param {string} markup */
function plain(markup) {
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
  if (large) bringNear(found)
  tell(found)
}

/** @param {Group} group @param {(row: Row) => boolean} fits */
function narrowGroup({ element, found, parts: own }, fits) {
  const [number, all] = own.reduce(
    ([sum, total], part) => [sum + narrowPart(part, fits), total + part.rows.length],
    [0, 0],
  )
  element.hidden = number === 0
  found.textContent = number === all ? '' : `${number.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} shown`
  return number
}

/** @param {Part} part @param {(row: Row) => boolean} fits */
function narrowPart(part, fits) {
  const { element, rows: list } = part
  let [number, changed] = [0, false]
  for (const row of list) {
    const hidden = !fits(row)
    changed ||= row.hidden !== hidden
    row.hidden = hidden
    if (!hidden) number += 1
  }
  if (!changed) return number
  element.hidden = number === 0
  element.style.containIntrinsicBlockSize = `auto ${heightOf(number)}`
  if (large) putAway(part)
  else fillIn(part)
  return number
}

/** Few all at once; of many those that are in sight, and the others when they come near. @param {number} found */
function bringNear(found) {
  const away = parts.filter(({ kept, element }) => kept && !element.hidden)
  const near = away.filter(({ element }) => {
    if (found <= FEW_FOUND) return true
    const { top, bottom } = element.getBoundingClientRect()
    return top < innerHeight && bottom > 0
  })
  for (const { element } of away) watch.observe(element)
  near.forEach(render)
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
  return rows.filter(({ hidden }) => !hidden)
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
  const list = shown()
  const next = list[list.findIndex(({ node }) => node === row) + step]
  if (next) elementOf(next).querySelector('summary')?.focus()
}
