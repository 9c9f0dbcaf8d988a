import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/ui/notice'
import { listInWords } from '@/lib/words'
import type { Connection } from '@/services/types'

/** Which banks haven't been read to the end, so that what they know is missing here. */
export function StaleNotice({ connections }: { connections: Connection[] }) {
  const behind = connections.filter(({ status }) => status === 'expired' || status === 'error')
  if (behind.length === 0) return null
  return (
    <Notice tone="attention">
      {listInWords(behind.map((one) => one.display_name))} couldn’t be read last time, so the newest spending
      there is missing.{' '}
      <Link to="/connections" className="font-medium whitespace-nowrap underline underline-offset-4">
        See accounts
      </Link>
    </Notice>
  )
}

/** Months from payday to payday need a payday. */
export function NoPayday() {
  return (
    <Notice>
      No payday is chosen yet, so there are no months from one to the next.{' '}
      <Link to="/settings" className="font-medium whitespace-nowrap underline underline-offset-4">
        Choose your payday
      </Link>
    </Notice>
  )
}
