import { afterAll, describe, expect, test } from 'vitest'
import { fences, type Page, pages } from './markdown.ts'
import { openWorld, type World } from './worlds.ts'

/** Pages whose blocks of commands are typed. The examples of the reference are parsed, not run: they need files that are only named there. */
const typedPages = pages().filter(({ path }) => path === 'README.md' || /^docs\/(?!reference)/.test(path))

/** Pages that take longest are typed in files of their own, so that others are typed meanwhile. */
export const IN_CATALOGUES = /\/(?:master-catalogue|postgres|quality|file|shopee|tiktok-shop|tokens|plytix-source)\.md$/
export const IN_SHOPS = /\/shopify(?:-workspaces)?\.md$/

/** They install and build the checkout, or run all of its tests; test/e2e/demo.test.ts runs the demo. */
const OF_THE_CHECKOUT = /^npm ci\b/

interface Block {
  page: string
  world: string
  code: number
  lines: string[]
}

/** Blocks of shell commands, and the commands in blocks that show what they print. */
function blocksOf(page: Page): Block[] {
  return fences(page).flatMap(({ language, text, before }) => {
    const all = text.split('\n').map((line) => line.trim())
    const lines = language === 'sh' ? all.filter((line) => line !== '') : all.flatMap((line) => prompted(line))
    const run = lines.filter((line) => !OF_THE_CHECKOUT.test(line))
    if (run.length === 0) return []
    const [, world = 'fresh', code = '0'] = /<!-- run: (\w+)(?: (\d))? -->$/.exec(before) ?? []
    return [{ page: page.path, world, code: Number(code), lines: run }]
  })
}

function prompted(line: string): string[] {
  return line.startsWith('$ ') ? [line.slice(2)] : []
}

/** What people put in the place of words that stand for theirs. */
function filledIn(script: string, { sandbox }: World): string {
  const asin = sandbox.amazon.items[0]?.asin ?? ''
  return script.replace(/\bASIN\b/g, asin).replaceAll('Your Brand', sandbox.brand)
}

/** Types every block of the pages that are chosen, in the order in which they stand. */
export function typeCommands(isChosen: (path: string) => boolean): void {
  describe.each(
    typedPages
      .filter(({ path }) => isChosen(path))
      .map((page) => ({ path: page.path, blocks: blocksOf(page) }))
      .filter(({ blocks }) => blocks.length > 0),
  )('$path', ({ blocks }) => {
    const worlds = new Map<string, Promise<World>>()
    const worldOf = (name: string): Promise<World> => {
      const world = worlds.get(name) ?? openWorld(name)
      worlds.set(name, world)
      return world
    }
    afterAll(async () => {
      for (const world of worlds.values()) await (await world).close()
    })

    test.each(blocks.map((block) => ({ ...block, first: block.lines[0] })))(
      'works as it is typed: $first',
      async ({ world: name, code, lines }) => {
        const world = await worldOf(name)
        const { text, ...ended } = await world.type(filledIn(lines.join('\n'), world))

        expect(ended, text).toEqual({ code })
        expect(text).not.toMatch(/fault of the program|does not take the|There is no command/)
      },
    )
  })
}
