/** One part of a form, in the order in which it came. */
export interface FormPart {
  name: string
  filename: string | null
  value: string
}

/** Parts of `multipart/form-data`; `null`: it is no such body. */
export function formParts(contentType: string, body: string): FormPart[] | null {
  const boundary = /multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return null
  const pieces = body.split(`--${boundary}`)
  if (!pieces.at(-1)?.startsWith('--')) return null
  return pieces.slice(1, -1).flatMap((piece) => {
    const part = formPart(piece)
    return part === null ? [] : [part]
  })
}

function formPart(piece: string): FormPart | null {
  const head = piece.indexOf('\r\n\r\n')
  const name = /content-disposition:[^\r\n]*;\s*name="([^"]*)"/i.exec(piece.slice(0, head))?.[1]
  if (head < 0 || name === undefined) return null
  const filename = /;\s*filename="([^"]*)"/i.exec(piece.slice(0, head))?.[1] ?? null
  return { name, filename, value: piece.slice(head + 4).replace(/\r\n$/, '') }
}
