import { ConfigError } from '../model/errors.ts'

/** A package that may have been left out when the program was installed. @throws ConfigError that names it */
export async function optional<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw cause
    throw new ConfigError('package-missing', `The package ${name} is not installed.`, {
      hints: [`npm install ${name} installs it; it is an optional dependency, which --omit=optional leaves out.`],
      cause,
    })
  }
}
