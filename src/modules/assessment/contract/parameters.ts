/** Parameters of an item as they are kept: those of engines/irt, which says what they mean. */
export interface ItemParameters {
  readonly a: number
  readonly b: readonly number[]
  readonly c?: number
  readonly d?: number
}

/** How a test goes, as it is kept: the settings of engines/irt. */
export interface TestSettings {
  readonly most: number
  readonly standardError?: number
  readonly least?: number
  readonly areas?: Readonly<Record<string, number>>
  readonly exposure?: number
  readonly trials?: number
}
