/** A text whose matching stretches stand out, in colour and weight, and to a screen reader as marks. */
export function Marked({ parts }: { parts: readonly { text: string; match: boolean }[] }) {
  return parts.map(({ text, match }, at) => {
    const key = `${at}${text}`
    return match ? (
      <mark key={key} className="bg-yellow-100 text-std-16B-170">
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    )
  })
}

export const plain = (parts: readonly { text: string }[]): string => parts.map(({ text }) => text).join('')
