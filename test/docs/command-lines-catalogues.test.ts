import { IN_CATALOGUES, typeCommands } from './typed.ts'

typeCommands((path) => IN_CATALOGUES.test(path))
