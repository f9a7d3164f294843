const code = (sign: string) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`

/** A value inside a name of the directory (RFC 4514, section 2.4): nothing typed becomes structure. */
export function inName(value: string): string {
  return value
    .replace(/[\\,+"<>;=]/g, code)
    .replace(/^[ #]|\s$/g, code)
    .replaceAll('\0', '\\00')
}

/** Puts what was typed where the setting says `{login}`. */
export const filled = (template: string, login: string): string => template.replaceAll('{login}', () => login)
