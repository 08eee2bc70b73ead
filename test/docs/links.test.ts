import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pages, ROOT, spansIn } from './markdown.ts'

/** As GitHub makes them of headings. */
function anchors(path: string): string[] {
  const headings = [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) => heading,
  )
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

/** A workspace may do without it, as the example does. */
const OPTIONAL = 'specs/quality.yaml'

describe.each(pages())('$path', ({ path, text }) => {
  test('links only to files and headings that exist', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^https:/.test(link))
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? path : join(dirname(path), file)
      if (!existsSync(join(ROOT, target))) return true
      return anchor !== undefined && !anchors(target).includes(anchor)
    })
    expect(broken).toEqual([])
  })

  test('names only files of the repository that exist', () => {
    const words = spansIn(text).flatMap((span) => span.split(' '))
    const files = words.filter((word) => /^(src|test|docs|specs|bench|scripts|bin)\/[\w./-]*$/.test(word))
    expect(files.filter((file) => file !== OPTIONAL && !existsSync(join(ROOT, file)))).toEqual([])
  })
})
