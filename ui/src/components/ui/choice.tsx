import { RadioGroup } from 'radix-ui'
import { cn } from '@/lib/cn'

interface ChoiceProps<T extends string> {
  label: string
  /** Null while nothing is chosen. */
  value: T | null
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
  className?: string
}

/** A short row of exclusive choices, moved through with the arrow keys. */
export function Choice<T extends string>({ label, value, options, onChange, className }: ChoiceProps<T>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as T)}
      orientation="horizontal"
      className={cn(
        'inline-flex max-w-full flex-wrap rounded-md border border-rule-strong bg-surface p-0.5',
        className,
      )}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="min-h-11 flex-1 whitespace-nowrap rounded-sm px-3 text-body md:px-4 font-medium text-muted hover:text-ink data-[state=checked]:bg-accent data-[state=checked]:text-on-accent"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
