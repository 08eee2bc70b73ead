import type { ImageSettings } from './source.ts'

/** What ids are made of where a source says nothing else. */
const USUAL_ID = '[A-Za-z0-9_-]+'

/**
 * The ids of images that a file name may stand for: of names that are given here (`name`), and of older tools' (`recognise`).
 * @param id Regular expression of an id
 */
export function imageNames(
  { name, recognise }: Pick<ImageSettings, 'name' | 'recognise'>,
  id = USUAL_ID,
): (file: string) => string[] {
  const patterns = [name, ...recognise].map((template) => imageNamePattern(template, id))
  return (file) => patterns.flatMap((pattern) => pattern.exec(file)?.groups?.id ?? [])
}

/** Of a whole file name: `{id}` in the template is the group `id`, `{ext}` any ending, and `*` anything. */
export function imageNamePattern(template: string, id: string): RegExp {
  const source = template.replace(/\{id\}|\{ext\}|\*|[^{}*]+|[{}]/g, (part) => {
    if (part === '{id}') return `(?<id>${id})`
    if (part === '{ext}') return '[A-Za-z]+'
    return part === '*' ? '.*' : RegExp.escape(part)
  })
  return new RegExp(`^${source}$`)
}
