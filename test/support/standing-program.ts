import { chdir } from 'node:process'
import { pathToFileURL } from 'node:url'

/**
 * The built program in a process that stays: it runs one command after the other, each with arguments, folder and
 * environment of its own, and says when one has ended. Started by `standing.ts`.
 */

export interface Ordered {
  /** What is written to both streams once the command has ended. */
  mark: string
  args: string[]
  cwd: string
  env: { [name: string]: string | undefined }
}

const [, , program = ''] = process.argv
const url = pathToFileURL(program).href
const { main } = (await import(new URL('../dist/cli/main.js', url).href)) as { main(url: string): Promise<void> }
const STREAMS = [process.stdout, process.stderr]
const underWay = (): string => process.getActiveResourcesInfo().sort().join()
const listeners = STREAMS.map((stream) => new Set(stream.eventNames().flatMap((name) => stream.rawListeners(name))))

for (const stream of STREAMS) stream.setMaxListeners(0)
process.on('disconnect', () => process.exit())
process.on('message', async (order: Ordered) => {
  settle(order)
  await main(url)
  await nothingUnderWay()
  leaveNothing()
  for (const stream of STREAMS) await new Promise((written) => stream.write(order.mark, written))
  process.send?.(process.exitCode ?? 0)
})
/** The channel and the streams, once what came of starting has gone. */
let lasting = ''
setTimeout(() =>
  setImmediate(() => {
    lasting = underWay()
    process.send?.('ready')
  }),
)

/** What a process gets from whoever starts it. */
function settle({ args, cwd, env }: Ordered): void {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  chdir(cwd)
  process.argv = [process.execPath, program, ...args]
  process.exitCode = undefined
}

/** A process of its own ends when nothing is under way; a command that leaves something would never end. */
async function nothingUnderWay(): Promise<void> {
  for (;;) {
    await new Promise((wake) => setImmediate(wake))
    if (underWay() === lasting) return
    await new Promise((wake) => setTimeout(wake, 1))
  }
}

/** What the program added to streams that end with their process. */
function leaveNothing(): void {
  for (const [index, stream] of STREAMS.entries()) {
    Reflect.deleteProperty(stream, 'emit')
    for (const name of stream.eventNames())
      for (const listener of stream.rawListeners(name))
        if (!listeners[index]?.has(listener)) stream.removeListener(name, listener as () => void)
  }
}
