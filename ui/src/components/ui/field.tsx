import {
  forwardRef,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { cn } from '@/lib/cn'

const CONTROL = cn(
  'min-h-11 w-full rounded-md border border-rule-strong bg-surface px-3 text-lead text-ink',
  'placeholder:text-muted aria-invalid:border-negative disabled:opacity-60',
)

interface FieldProps {
  label: string
  hint?: ReactNode
  problem?: string | undefined
}

interface InputProps extends FieldProps, InputHTMLAttributes<HTMLInputElement> {
  /** Stands before what is typed, such as a currency sign. */
  prefix?: string
}

export const TextField = forwardRef<HTMLInputElement, InputProps>(function TextField(
  { label, hint, problem, className, prefix, ...rest },
  ref,
) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem} className={className}>
      <div className="relative">
        {prefix && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-lead text-muted"
          >
            {prefix}
          </span>
        )}
        <input
          ref={ref}
          id={id}
          aria-invalid={problem ? true : undefined}
          aria-describedby={describedBy(id, hint, problem)}
          className={cn(CONTROL, prefix && 'pl-7')}
          {...rest}
        />
      </div>
    </Labelled>
  )
})

export const TextAreaField = forwardRef<
  HTMLTextAreaElement,
  FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>
>(function TextAreaField({ label, hint, problem, className, ...rest }, ref) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem} className={className}>
      <textarea
        ref={ref}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, hint, problem)}
        className={cn(CONTROL, 'py-2')}
        {...rest}
      />
    </Labelled>
  )
})

export const SelectField = forwardRef<
  HTMLSelectElement,
  FieldProps & SelectHTMLAttributes<HTMLSelectElement>
>(function SelectField({ label, hint, problem, className, children, ...rest }, ref) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem} className={className}>
      <select
        ref={ref}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, hint, problem)}
        className={CONTROL}
        {...rest}
      >
        {children}
      </select>
    </Labelled>
  )
})

interface CheckFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: ReactNode
  hint?: ReactNode
}

export const CheckField = forwardRef<HTMLInputElement, CheckFieldProps>(function CheckField(
  { label, hint, className, type = 'checkbox', ...rest },
  ref,
) {
  const id = useId()
  return (
    <div className={cn('flex items-start gap-3', className)}>
      <input
        ref={ref}
        id={id}
        type={type}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-3 size-5 shrink-0 accent-accent md:mt-1"
        {...rest}
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="flex min-h-11 items-center md:block md:min-h-0 md:py-0.5">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-caption text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
})

function Labelled({
  id,
  label,
  hint,
  problem,
  className,
  children,
}: FieldProps & { id: string; className?: string | undefined; children: ReactNode }) {
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {problem ? (
        <p id={`${id}-problem`} className="text-caption font-medium text-negative">
          {problem}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-caption text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  )
}

function describedBy(id: string, hint: ReactNode, problem: string | undefined): string | undefined {
  if (problem) return `${id}-problem`
  return hint ? `${id}-hint` : undefined
}
