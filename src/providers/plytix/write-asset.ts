import { type Applied, type Change, UNREACHABLE } from '../../model/target.ts'
import { findAsset } from './assets.ts'
import { explain, fieldErrors } from './explain.ts'
import { asText, isId } from './raw.ts'
import { failed, rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { settle } from './settle.ts'
import { already, applied, note, type WriteContext } from './write-context.ts'

/** Has Plytix fetch an image. The same name with the same content is refused, which names the asset to use instead. */
export async function uploadAsset(context: WriteContext, { key: filename, fields }: Change): Promise<Applied> {
  const { session } = context
  const reply = await settle(session, () =>
    session.send('POST', '/api/v1/assets', { url: fields.url ?? null, filename }),
  )
  if (reply.status === 409) return useExisting(context, reply, filename)
  if (isUnreachable(reply)) {
    const message = `Plytix cannot fetch the image ${filename}: ${explain(reply)}.`
    const hint = 'Check that the image URL of the listing opens in a browser, or exclude the image by an override.'
    return failed(session, reply, { code: UNREACHABLE, message, hint })
  }
  const id = asText(reply.records?.[0]?.id)
  if (!isSuccess(reply) || id === undefined) return rejected(reply, session)
  const stored = asText(reply.records?.[0]?.filename)
  if (stored !== undefined && stored !== filename) {
    const message = `Plytix stored the image ${filename} as ${stored}.`
    note(context, { severity: 'warning', code: 'asset-renamed', message })
  }
  return applied(context, id)
}

async function useExisting(context: WriteContext, reply: Reply, filename: string): Promise<Applied> {
  const { session } = context
  const named = fieldErrors(reply).find(({ field, message }) => field === 'asset.id' && isId(String(message)))
  const id = named ? String(named.message) : await findAsset(session, filename)
  if (id !== null) return already(context, id)
  const message = `Plytix says that the image ${filename} exists already, but not which asset it is.`
  const hint = 'Try again in a few minutes, when its search shows the asset.'
  return failed(session, reply, { code: 'asset-unknown', message, hint })
}

/** Which status tells this is not documented; a complaint about the file name is something else. */
function isUnreachable(reply: Reply): boolean {
  if (reply.status === 404 || reply.status === 410) return true
  return reply.status === 422 && !fieldErrors(reply).some(({ field }) => field.includes('filename'))
}
