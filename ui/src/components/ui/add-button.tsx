import { Button } from './button'
import { Icon } from './icon'

/** The one action of a section, at the right of its title. */
export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="quiet" className="-my-2" onClick={onClick}>
      <Icon name="plus" className="size-4" />
      {label}
    </Button>
  )
}
