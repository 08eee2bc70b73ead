import type { RawImage } from '../amazon/raw.ts'
import type { Random } from './random.ts'

/** One picture in all its resolutions, largest first. */
export type Shot = readonly RawImage[]

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-'
const HOST = 'https://m.media-amazon.com/images/I/'

/** The pictures of one colour of a family: MAIN, three to seven more, sometimes a swatch. */
export function colourShots(random: Random): Shot[] {
  const more = random.integer(3, 7)
  const variants = ['MAIN', ...Array.from({ length: more }, (_, i) => `PT0${i + 1}`)]
  if (random.chance(0.3)) variants.push('SWCH')
  return variants.map((variant) => shot(variant, random))
}

/**
 * The 500 pixel rendition has an id of its own, which the 75 pixel one shares; a picture that is small to begin with
 * has no large one.
 */
export function shot(variant: string, random: Random): Shot {
  const id = imageId(random, ['31', '41', '51'])
  const small = [image(variant, id, 500), image(variant, `${id}._SL75_`, 75)]
  if (variant === 'SWCH' || random.chance(0.03)) return small
  const large = imageId(random, ['61', '71', '81'])
  return [image(variant, large, random.pick([1500, 2000, 2560])), ...small]
}

function image(variant: string, name: string, side: number): RawImage {
  return Object.freeze({ variant, link: `${HOST}${name}.jpg`, height: side, width: side })
}

function imageId(random: Random, starts: string[]): string {
  let id = random.pick(starts)
  for (let i = 0; i < 8; i++) id += ALPHABET[random.integer(0, ALPHABET.length - 1)]
  return `${id}L`
}
