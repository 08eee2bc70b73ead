import { existsSync } from 'node:fs'

/** Where Debian's package and others put it; SYNC_TEST_CHROMIUM names another one. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** `null` where there is none. */
export function chromiumPath(): string | null {
  const named = process.env.SYNC_TEST_CHROMIUM
  return (named === undefined ? PLACES : [named]).find(existsSync) ?? null
}

/** For a machine without a screen, and without any call of its own. */
export const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
]
