import { createHash } from 'node:crypto'
import { texts } from '../../model/fields.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import type { Change } from '../../model/target.ts'
import { partsOf } from './mapping-key.ts'
import { GALLERY, RAW } from './names.ts'
import type { Writing } from './writing.ts'

/** Categories that products name, made where they are not there yet. */
export async function makeCategories({ session, organisation }: Writing, changes: readonly Change[]): Promise<void> {
  const names = changes.flatMap(({ fields: { category } }) =>
    category === null || category === undefined ? [] : [String(category)],
  )
  if (names.length === 0) return
  await session.run(
    'write category',
    'INSERT INTO categories (account, name) SELECT $1, u.name FROM unnest($2::text[]) AS u (name) ORDER BY u.name ON CONFLICT DO NOTHING',
    [organisation, [...new Set(names)]],
  )
}

const KEEP_RAW = `
  INSERT INTO raw_import_data (account, platform, shop, external_id, digest, body, first_seen_run, last_seen_run)
  SELECT $1, u.platform, u.shop, u.external_id, u.digest, u.body::jsonb, u.run, u.run
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS u (platform, shop, external_id, digest, body, run)
  ON CONFLICT (account, platform, shop, external_id, digest)
    DO UPDATE SET last_seen_run = excluded.last_seen_run, seen_at = now()
  RETURNING id::text AS id, platform, shop, external_id`

type RawRow = {
  id: string
  platform: string
  shop: string
  external_id: string
}

/** What listings said of themselves, once for each content; the ids by the place of their change. */
export async function keepRaw(
  { session, organisation }: Writing,
  changes: readonly Change[],
): Promise<Map<number, string>> {
  const given = changes.flatMap((change, index) => {
    const parts = partsOf(change.key)
    const body = change.fields[RAW]
    if (!parts || body === undefined || body === null) return []
    const external = parts.variant === null ? parts.product : `${parts.product}/${parts.variant}`
    return [{ index, ...parts, external, body: canonicalJson(body as Json), run: change.by?.run ?? null }]
  })
  if (given.length === 0) return new Map()
  const rows = await session.run<RawRow>('write raw', KEEP_RAW, [
    organisation,
    given.map(({ platform }) => platform),
    given.map(({ shop }) => shop),
    given.map(({ external }) => external),
    given.map(({ body }) => createHash('sha256').update(body).digest('hex')),
    given.map(({ body }) => body),
    given.map(({ run }) => run),
  ])
  const name = (parts: string[]): string => JSON.stringify(parts)
  const ids = new Map(rows.map(({ id, platform, shop, external_id }) => [name([platform, shop, external_id]), id]))
  return new Map(
    given.flatMap(({ index, platform, shop, external }): [number, string][] => {
      const id = ids.get(name([platform, shop, external]))
      return id === undefined ? [] : [[index, id]]
    }),
  )
}

const HANG = `
  INSERT INTO product_images (product_id, gallery, position, asset_id)
  SELECT u.product::bigint, '${GALLERY}', u.position::integer, u.asset::bigint
  FROM unnest($1::text[], $2::text[], $3::text[]) AS u (product, position, asset)`

/** Galleries as they are to be, whole and in order, by the ids of their products. */
export async function hangImages(
  { session }: Writing,
  galleries: readonly { product: string; images: Json; isNew: boolean }[],
): Promise<void> {
  const old = galleries.filter(({ isNew }) => !isNew).map(({ product }) => product)
  if (old.length > 0) {
    const text = `DELETE FROM product_images WHERE gallery = '${GALLERY}' AND product_id = ANY ($1::bigint[])`
    await session.run('write images', text, [old])
  }
  const rows = galleries.flatMap(({ product, images }) =>
    texts(images).map((asset, place) => ({ product, place: String(place), asset })),
  )
  if (rows.length === 0) return
  await session.run('write images', HANG, [
    rows.map(({ product }) => product),
    rows.map(({ place }) => place),
    rows.map(({ asset }) => asset),
  ])
}
