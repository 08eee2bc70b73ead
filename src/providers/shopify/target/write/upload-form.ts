import { randomUUID } from 'node:crypto'

/** A file that is sent with a form. */
interface FormFile {
  filename: string
  type: string
  bytes: Buffer
}

/** A form as it is sent: pieces that follow one another, so that the file is not copied. */
interface Form {
  type: string
  bytes: readonly Buffer[]
}

/** A form of `multipart/form-data`, its file last: RFC 7578. */
export function uploadForm(parameters: readonly { name: string; value: string }[], file: FormFile): Form {
  const boundary = `sync-${randomUUID()}`
  const fields = parameters.map(
    ({ name, value }) => `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  )
  const head = `content-disposition: form-data; name="file"; filename="${quoted(file.filename)}"`
  const before = `${fields.join('')}--${boundary}\r\n${head}\r\ncontent-type: ${file.type}\r\n\r\n`
  const bytes = [Buffer.from(before), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]
  return { type: `multipart/form-data; boundary=${boundary}`, bytes }
}

/** As browsers escape names. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
