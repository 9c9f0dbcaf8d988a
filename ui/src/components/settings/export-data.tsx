import { buttonClass } from '@/components/ui/button'

/** Everything kept here, as files a person can take anywhere. */
export function ExportData() {
  return (
    <div className="flex flex-col items-start gap-4 py-4">
      <p className="max-w-prose text-muted">
        Everything kept here: accounts, transactions and what you have said about them. No bank access and no
        password is in it.
      </p>
      <div className="flex flex-wrap gap-3">
        <a className={buttonClass('secondary')} href="/api/v1/auth/me/export?format=csv" download>
          Download as CSV
        </a>
        <a className={buttonClass('secondary')} href="/api/v1/auth/me/export" download>
          Download as JSON
        </a>
      </div>
    </div>
  )
}
