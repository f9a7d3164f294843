import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'

export type TabsProps = {
  label: string
  tabs: readonly { id: string; title: ReactNode; content: ReactNode; disabled?: boolean }[]
  selected?: string | undefined
  onSelect?: ((id: string) => void) | undefined
}

/** Arrow keys move between tabs; on a narrow screen the row scrolls. */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => onSelect?.(String(key))}
    >
      <TabList aria-label={label} className="flex overflow-x-auto border-b border-solid-gray-420">
        {tabs.map(({ id, title, disabled }) => (
          <Tab
            key={id}
            id={id}
            isDisabled={disabled ?? false}
            className="focus-inside min-h-12 shrink-0 cursor-pointer border-b-4 border-transparent px-4 py-3 text-dns-16N-130 whitespace-nowrap hover:border-solid-gray-420 aria-disabled:cursor-not-allowed aria-disabled:text-solid-gray-420 aria-selected:border-key-900 aria-selected:text-dns-16B-130 aria-selected:text-key-900"
          >
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="rounded-4 py-4">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
