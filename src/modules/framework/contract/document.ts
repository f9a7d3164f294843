import { z } from 'zod'
import { axes, certainties, levelCount, profileKinds } from './names.ts'

/** One line of text: no control characters, no line breaks. */
const line = (name: string, most: number) =>
  z
    .string()
    .trim()
    .max(most, `${name}は${most}文字までです。`)
    .regex(/^[^\p{Cc}\p{Cs}\ufffd\u2028\u2029]*$/u, `${name}に、改行や読み取れない文字が含まれています。`)

const named = (name: string, most: number) => line(name, most).min(1, `${name}を入力してください。`)

/** Text of some lines. */
const text = (name: string, most: number) =>
  z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .max(most, `${name}は${most}文字までです。`)
        .regex(/^(?:[^\p{Cc}\p{Cs}\ufffd]|\n)*$/u, `${name}に、読み取れない文字が含まれています。`),
    )

const code = (name: string) =>
  z
    .string()
    .trim()
    .min(1, `${name}を入力してください。`)
    .max(40, `${name}は40文字までです。`)
    .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, `${name}は、半角の小文字と数字を「-」か「.」でつないで書いてください。`)

export const FrameworkCode = code('枠組みのコード')
export const VersionLabel = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$/, '版は「2」や「1.1」のように、半角の英数字で書いてください。')
  .max(20, '版は20文字までです。')
export const SkillCode = code('スキルのコード')
export const AreaCode = code('領域のコード')
export const ProfileCode = code('目標像のコード')

export const Level = z
  .int('段階は0から4までの数字です。')
  .min(0, '段階は0から4までの数字です。')
  .max(levelCount - 1, '段階は0から4までの数字です。')

export const certainty = z.enum(certainties)
export const LevelNames = z.array(named('段階の名前', 40)).length(levelCount, '段階の名前は5つ必要です。')

export const Area = z.object({
  code: AreaCode,
  name: named('領域の名前', 60),
  description: text('領域の説明', 400),
  /** What the area belongs to in a larger framework; empty when there is nothing above. */
  category: line('大きな区分', 60),
})
export type Area = z.infer<typeof Area>

export const Crosswalk = z.object({ framework: FrameworkCode, skill: SkillCode })
export type Crosswalk = z.infer<typeof Crosswalk>

/** One skill corresponds to another; which of the two says so makes no difference. */
export interface Link {
  fromFramework: string
  fromSkill: string
  toFramework: string
  toSkill: string
}

export const Skill = z.object({
  code: SkillCode,
  area: AreaCode,
  name: named('スキルの名前', 80),
  description: text('スキルの説明', 600),
  axes: z.array(z.enum(axes)).max(axes.length),
  /** What a colleague can observe, for levels 0 to 4; empty where the framework words no levels. */
  levels: z
    .array(named('段階の説明', 300))
    .refine((levels) => levels.length === 0 || levels.length === levelCount, '段階の説明は、5つすべて書いてください。'),
  examples: z.array(named('例', 300)).max(6, '例は6つまでです。'),
  status: certainty,
  /** Where the name and its meaning were taken from, when not from the framework's own source. */
  source: line('出典', 400),
  crosswalk: z.array(Crosswalk).max(20, '対応するスキルは20までです。'),
})
export type Skill = z.infer<typeof Skill>

export const Target = z.object({ skill: SkillCode, level: Level })

export const TargetProfile = z.object({
  code: ProfileCode,
  kind: z.enum(profileKinds),
  name: named('目標像の名前', 60),
  description: text('目標像の説明', 400),
  status: certainty,
  targets: z.array(Target),
})
export type TargetProfile = z.infer<typeof TargetProfile>

/** What a version says of itself. */
export const Heading = z.object({
  name: named('枠組みの名前', 80),
  description: text('枠組みの説明', 2000),
  source: text('出典', 1000),
  licence: line('利用条件', 200),
  status: certainty,
  levels: LevelNames,
})
export type Heading = z.infer<typeof Heading>

/**
 * A whole version of a framework: the shape of data/framework/*.json, of the JSON handed out and of what is taken in.
 * Areas, skills and profiles stand in their order.
 */
export const FrameworkDocument = Heading.extend({
  code: FrameworkCode,
  version: VersionLabel,
  areas: z.array(Area).max(60, '領域は60までです。'),
  skills: z.array(Skill).max(400, 'スキルは400までです。'),
  profiles: z.array(TargetProfile).max(60, '目標像は60までです。'),
})
export type FrameworkDocument = z.infer<typeof FrameworkDocument>
