import { canonicalJson, type Digest, type Json, type JsonObject } from './json.ts'
import type { LiveResource } from './live.ts'

/** What this program last wrote to a product, as the product itself carries it. Never secret, never trusted blindly. */
export interface Baseline {
  account: string
  /** The key of the resource that carries it, a SKU; another one means that it was renamed or copied. */
  sku: string
  scope: string
  run: string
  /** True when this program made the product; without it nothing may ever delete it. */
  created: boolean
  /** Eight hex digits by field path, such as `label` or `attributes.color`; of shared lists eight for each member of ours. */
  fields: { [path: string]: string }
  /** Own gallery images in order; `asset` is the target's id. */
  images: { slot: string; image: string; asset: string }[]
  /** SKUs of the intended link sources, by relationship label. */
  links: { [relationship: string]: string[] }
  /** The key of the item that it is made of; baselines of earlier versions lack it. */
  item?: string
}

/**
 * True when the baseline speaks for the gallery: this program made the product, or has written its gallery. A baseline that
 * came with other fields says nothing about pictures that older tools or people put there.
 */
export function knowsGallery(baseline: Baseline | null): boolean {
  return baseline !== null && (baseline.created || baseline.images.length > 0)
}

const VERSION = 1

function body(baseline: Baseline): JsonObject {
  const { images, ...rest } = baseline
  return { v: VERSION, ...rest, images: images.map((image) => [image.slot, image.image, image.asset]) }
}

/** One line of JSON with a checksum, the text that is stored in the target. */
export function formatBaseline(baseline: Baseline, digest: Digest): string {
  const text = canonicalJson(body(baseline))
  return `${text.slice(0, -1)},"~":"${digest(text).slice(0, 8)}"}`
}

/** The baseline in a text, or `null` when there is none, it is damaged, or it is of another version. */
export function parseBaseline(text: Json | undefined, digest: Digest): Baseline | null {
  if (typeof text !== 'string') return null
  const match = /^(\{.*),"~":"([0-9a-f]{8})"\}$/s.exec(text.trim())
  if (!match?.[1]) return null
  const json = `${match[1]}}`
  if (digest(json).slice(0, 8) !== match[2]) return null
  try {
    return readBody(JSON.parse(json))
  } catch {
    // A checksum can be right over anything; what is no JSON is no baseline.
    return null
  }
}

/** The scope that owns a product by its baseline, `null` when it has none of its own. */
export function scopeOf({ key, fields }: Pick<LiveResource, 'key' | 'fields'>, path: string, digest: Digest) {
  const baseline = parseBaseline(fields[path], digest)
  return baseline?.sku === key ? baseline.scope : null
}

/** True for what this program writes there, whole or cut. */
export function isBaselineText(text: Json | undefined): text is string {
  return typeof text === 'string' && text.trimStart().startsWith('{"account":"')
}

const TEXTS = ['account', 'sku', 'scope', 'run'] as const

function readBody(value: JsonObject): Baseline | null {
  const { v, created, fields, images, links, item } = value
  if (v !== VERSION || TEXTS.some((key) => typeof value[key] !== 'string') || typeof created !== 'boolean') return null
  if (!isRecord(fields, isText) || !isRecord(links, isTexts)) return null
  if (!Array.isArray(images) || !images.every(isTexts) || !(item === undefined || isText(item))) return null
  const shown = (images as string[][]).map(([slot = '', image = '', asset = '']) => ({ slot, image, asset }))
  const { v: _version, images: _images, ...rest } = value
  return { ...(rest as unknown as Omit<Baseline, 'images'>), images: shown }
}

function isText(value: Json): value is string {
  return typeof value === 'string'
}

function isTexts(value: Json): value is string[] {
  return Array.isArray(value) && value.every(isText)
}

function isRecord(value: Json | undefined, holds: (entry: Json) => boolean): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(holds)
}
