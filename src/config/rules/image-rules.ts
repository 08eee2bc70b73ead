import { count, placeholders } from '../../model/template.ts'
import type { Rule } from './rule.ts'

/** Signs that no file name may hold everywhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among them
const UNFIT = /[\u0000-\u001f\u007f/\\:*?"<>|]/

/** Names that the program gives must tell the image: one id, ended by what no id holds, and one extension at the end. */
const imageName: Rule = ({ sync, settings }, report) => {
  const { name } = settings.images
  const found = placeholders(name)
  const at = sync.position(['images', 'name'], 'value')
  const problem = (message: string) => report(at, { code: 'image-name', message: `images.name ${message}` })
  for (const needed of ['id', 'ext']) {
    const times = count(found, needed)
    if (times === 0) problem(`must contain {${needed}}`)
    else if (times > 1) problem(`must contain {${needed}} once, not ${times} times`)
  }
  for (const other of found) {
    if (other !== 'id' && other !== 'ext') problem(`takes only {id} and {ext}, not {${other}}`)
  }
  const rest = name.replace(/\{[^{}]*\}/g, '')
  if (/[{}]/.test(rest)) problem('holds a brace without its counterpart')
  else if (UNFIT.test(rest)) problem('holds a sign that a file name cannot hold')
  else if (count(found, 'ext') === 1 && !name.endsWith('.{ext}')) problem('must end with .{ext}')
}

const MOST_STARS = 3

/** Each further star makes it slower to find out that a name does not fit. */
const recognisedNames: Rule = ({ sync, settings }, report) => {
  settings.images.recognise.forEach((pattern, index) => {
    const problem = (message: string) =>
      report(sync.position(['images', 'recognise', index], 'value'), {
        code: 'image-name',
        message: `images.recognise[${index}] ${message}`,
      })
    if (placeholders(pattern).join() !== 'id') problem('must contain {id} once, and no other placeholder')
    else if (/\*\{id\}|\{id\}\*/.test(pattern)) problem('must have something between * and {id}, or the id has no end')
    else if (pattern.split('*').length - 1 > MOST_STARS) problem(`may hold at most ${MOST_STARS} stars`)
  })
}

export const IMAGE_RULES: readonly Rule[] = [imageName, recognisedNames]
