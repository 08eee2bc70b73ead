import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const STYLES = ['page.css', 'operations.css', 'media.css']
const SCRIPTS = ['theme.js', 'pictures.js', 'operations.js']

/** What stands in a page beside its text: nothing is fetched, and nothing else is run. */
export interface Assets {
  style: string
  scripts: string[]
  /** A content security policy that allows these alone. */
  policy: string
}

let loaded: Assets | null = null

export function assets(): Assets {
  loaded ??= load()
  return loaded
}

function load(): Assets {
  const style = STYLES.map(read).join('\n')
  const scripts = SCRIPTS.map(read)
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map(source).join(' ')}`,
    `style-src ${source(style)}`,
    'img-src https: data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return { style, scripts, policy }
}

function read(name: string): string {
  return readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8')
}

function source(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
