// What modules do when they are loaded, put off until it is asked for: a short command asks for little of it. Each part
// of Node that is imported by name has all of its properties read, some of which load much more.

/** Parts of Node of which no more is loaded than is called, when it is called. */
const ON_CALL = {
  crypto: ['createHash', 'createHmac', 'randomBytes', 'randomUUID', 'timingSafeEqual'],
  util: ['isDeepStrictEqual', 'parseEnv', 'promisify', 'styleText'],
}

/** Parts of Node of which only these are read. */
const IN_PART = { http: ['Agent', 'createServer'], https: ['Agent'] }

/** Libraries that are loaded late themselves, and may read what they like. */
const LOADED_LATE = /\/node_modules\/(?:ink|is-in-ci|cli-truncate|react-reconciler)\//

/** Libraries that make tables when they are loaded; they are at their first call. */
const LATE = { entities: ['decodeHTMLStrict'], 'string-width': ['default'], 'wrap-ansi': ['default'] }

const H2 = "require('./client-h2.js')"

/**
 * Which files, what in them, and what is there instead. Names of commands and parameters need no collation; HTTP/2, with
 * all that Node loads for it, is for services that speak it.
 */
const INSTEAD = [
  [/@oclif\/core\/lib\/config\/plugin\.js$/, 'a.id.localeCompare(b.id)', 'a.id < b.id ? -1 : 1'],
  [/undici\/lib\/dispatcher\/client\.js$/, `connectH2 = ${H2}`, `connectH2 = (...given) => ${H2}(...given)`],
  [/amazon-sp-api\/lib\/Request\.js$/, 'a.localeCompare(b)', 'a < b ? -1 : 1'],
]

const LOADED = {
  'node:process': 'export default globalThis.process\n',
  ...mapped(ON_CALL, (name, calls) => calls.map((it) => exported(it, `process.getBuiltinModule('${name}')`)).join('')),
  ...mapped(IN_PART, (name, parts) => `export const { ${parts.join()} } = process.getBuiltinModule('${name}')\n`),
}

/** Plugins are listed by their names, not by patterns. */
const NAMES_ALONE = 'export const minimatch = (name, pattern) => name === pattern\n'

const MARK = '\0light:'

/** @returns a plugin for the bundler, which fails when a text that it replaces is gone */
export function lightStart() {
  const missing = new Set(INSTEAD)
  const late = new Map()
  return {
    name: 'light-start',
    async resolveId(id, importer, { kind }) {
      if (importer?.startsWith(MARK) || LOADED_LATE.test(importer ?? '')) return null
      if (id === 'minimatch') return MARK + id
      // What requires a module takes it whole.
      if (kind !== 'import-statement') return null
      if (Object.hasOwn(LOADED, id)) return MARK + id
      if (!Object.hasOwn(LATE, id)) return null
      const { id: place } = await this.resolve(id, importer, { skipSelf: true })
      late.set(place, LATE[id].map((it) => exported(it, `require(${JSON.stringify(place)})`)).join(''))
      return MARK + place
    },
    load(id) {
      if (!id.startsWith(MARK)) return null
      const place = id.slice(MARK.length)
      return place === 'minimatch' ? NAMES_ALONE : (LOADED[place] ?? late.get(place))
    },
    transform(code, id) {
      const found = INSTEAD.filter(([place, before]) => place.test(id) && code.includes(before))
      for (const entry of found) missing.delete(entry)
      return found.length > 0 ? found.reduce((text, [, before, after]) => text.replace(before, after), code) : null
    },
    buildEnd() {
      for (const [place, before] of missing) throw new Error(`No file like ${place} says "${before}" any more.`)
    },
  }
}

function mapped(parts, code) {
  return Object.fromEntries(Object.entries(parts).map(([name, names]) => [`node:${name}`, code(`node:${name}`, names)]))
}

/** A function that looks for itself in a module when it is called. */
function exported(name, module) {
  const declared = name === 'default' ? 'export default' : `export const ${name} =`
  return `${declared} (...given) => ${module}.${name}(...given)\n`
}
