import { cpSync, existsSync, globSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Machine {
  folder: string
  /** Where GitHub keeps caches and artifacts. */
  store: string
}

type Given = { [name: string]: string }
type Action = (given: Given, machine: Machine) => void

function takes(given: Given, ...names: string[]): void {
  for (const name of Object.keys(given)) if (!names.includes(name)) throw new Error(`No input is named ${name}.`)
  for (const name of names) if (!given[name] && name !== 'restore-keys') throw new Error(`${name} is missing.`)
}

/** What the recipes use, by name and major version. */
export const ACTIONS: { [name: string]: Action } = {
  // The runner has done it: the folder is the checkout.
  'actions/checkout@v5': (given) => takes(given),
  'actions/setup-node@v5'(given) {
    takes(given, 'node-version')
    const [major] = process.versions.node.split('.')
    if (given['node-version'] !== major) throw new Error(`Node ${given['node-version']} is not the one under test.`)
  },
  'actions/cache/restore@v4'(given, { folder, store }) {
    takes(given, 'path', 'key', 'restore-keys')
    const caches = join(store, 'caches')
    if (!existsSync(caches)) return
    const names = readdirSync(caches).filter(
      (name) => name === given.key || name.startsWith(given['restore-keys'] ?? '\n'),
    )
    const [newest] = names.sort((a, b) => statSync(join(caches, b)).mtimeMs - statSync(join(caches, a)).mtimeMs)
    if (newest) cpSync(join(caches, newest), join(folder, given.path ?? ''), { recursive: true, mode: 0 })
  },
  'actions/cache/save@v4'(given, { folder, store }) {
    takes(given, 'path', 'key')
    const place = join(store, 'caches', given.key ?? '')
    if (existsSync(place)) throw new Error(`The key ${given.key} is taken.`)
    // What is not there is a warning, and no failure.
    if (!existsSync(join(folder, given.path ?? ''))) return
    mkdirSync(dirname(place), { recursive: true })
    cpSync(join(folder, given.path ?? ''), place, { recursive: true })
  },
  'actions/upload-artifact@v4'(given, { folder, store }) {
    takes(given, 'name', 'path')
    const place = join(store, 'artifacts', given.name ?? '')
    for (const name of globSync(given.path ?? '', { cwd: folder })) cpSync(join(folder, name), join(place, name))
  },
}
