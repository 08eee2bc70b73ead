#!/usr/bin/env node
import module from 'node:module'

const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `sync needs Node 24 or newer; this is ${process.version}. In a checkout, "npm ci" brings it: npx sync …\n`,
  )
  process.exit(1)
}
// Later starts find the program compiled already; where that cannot be kept, Node does without.
module.enableCompileCache?.()
const { main } = await import('../dist/cli/main.js')
await main(import.meta.url)
