import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses that mean the server itself or only its own wire, where nothing an administrator wants to reach lives. */
const ownOnly = new BlockList()
ownOnly.addSubnet('0.0.0.0', 8, 'ipv4')
ownOnly.addSubnet('127.0.0.0', 8, 'ipv4')
ownOnly.addSubnet('169.254.0.0', 16, 'ipv4') // link-local: metadata of cloud machines
ownOnly.addAddress('::', 'ipv6')
ownOnly.addAddress('::1', 'ipv6')
ownOnly.addSubnet('fe80::', 10, 'ipv6')
ownOnly.addAddress('fd00:ec2::254', 'ipv6')

export class AddressRefused extends Error {}

export function isOwnOnly(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && ownOnly.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether the host of a URL is plainly such an address; names are looked at again when they are resolved. */
export function namesOwnOnly(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isOwnOnly(host) || host === 'localhost' || host.endsWith('.localhost')
}

/** Resolves a name for a connection and refuses it when any answer is such an address (DNS rebinding included). */
export const guardedLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, options, (error, address, family) => {
    const found = Array.isArray(address) ? address.map((one) => one.address) : [address]
    if (!error && found.some(isOwnOnly)) return done(new AddressRefused('address'), '', 0)
    done(error, address as never, family)
  })
}
