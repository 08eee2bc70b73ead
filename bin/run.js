#!/usr/bin/env node
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `sync needs Node 24 or newer; this is ${process.version}. In a checkout, "npm ci" brings it: npx sync …\n`,
  )
  process.exit(1)
}
const { main } = await import('../dist/cli/main.js')
await main(import.meta.url)
