import { useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute, Link } from '@tanstack/react-router'
import { z } from 'zod'
import { CardDetailsForm } from '@/components/cards/card-details-form'
import { CardSection } from '@/components/cards/card-section'
import { RepaymentForm } from '@/components/cards/repayment-form'
import { buttonClass } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { PagePending } from '@/components/ui/page-states'
import { Empty, PageTitle, Section } from '@/components/ui/section'
import { Sheet } from '@/components/ui/sheet'
import { isCard } from '@/lib/words'
import { listAccountsOptions, readMeOptions, readMetaOptions } from '@/services/queries'

export const Route = createFileRoute('/_app/cards')({
  head: () => ({ meta: [{ title: 'Cards · Finance Tracker' }] }),
  validateSearch: z.object({
    /** The card whose repayment is being chosen. */
    card: z.uuid().optional().catch(undefined),
    /** What of it is open; its repayment where nothing is said. */
    show: z.literal('details').optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(listAccountsOptions()),
  pendingComponent: () => <PagePending label="Loading your cards" />,
  component: CardsPage,
})

function CardsPage() {
  const { card: cardId, show } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [{ data: accounts }, { data: me }, { data: meta }] = useSuspenseQueries({
    queries: [listAccountsOptions(), readMeOptions(), readMetaOptions()],
  })
  const cards = accounts.filter((account) => isCard(account.kind) && !account.is_closed)
  const accountNames = new Map(accounts.map(({ id, name }) => [id, name]))
  const currency = me.household.currency
  const owed = cards
    .filter((card) => card.currency === currency)
    .reduce((sum, card) => sum + (card.owed ?? 0), 0)
  const open = cards.find(({ id }) => id === cardId)
  const close = () => navigate({ search: {}, replace: true, resetScroll: false })

  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        aside={
          cards.length > 1 && (
            <span className="text-lead text-muted">
              <Money minor={owed} currency={currency} className="font-semibold text-ink" /> owed in all
            </span>
          )
        }
      >
        Cards
      </PageTitle>
      {cards.length === 0 && (
        <Empty
          title="No cards yet"
          action={
            <Link to="/connect" className={buttonClass()}>
              Connect a card
            </Link>
          }
        >
          Connect a credit card, and its repayments are taken off on the days they leave. What it owes is
          never mixed with your money.
        </Empty>
      )}
      {cards.map((card) => (
        <CardSection
          key={card.id}
          card={card}
          accountNames={accountNames}
          today={meta.today}
          onRepayment={() => navigate({ search: { card: card.id }, resetScroll: false })}
          onDetails={() => navigate({ search: { card: card.id, show: 'details' }, resetScroll: false })}
        />
      ))}
      <NotConnected />
      <Sheet
        open={open !== undefined}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={open ? (show ? open.name : `How ${open.name} is repaid`) : ''}
      >
        {open && show === 'details' && <CardDetailsForm key={open.id} card={open} onDone={close} />}
        {open && !show && <RepaymentForm key={open.id} card={open} accounts={accounts} onDone={close} />}
      </Sheet>
    </div>
  )
}

const LINK = 'font-medium text-accent underline underline-offset-4'

/** A card nobody reads is only as good as its direct debit, and says so. */
function NotConnected() {
  return (
    <Section title="A card that isn’t here">
      <p className="max-w-prose pt-3 text-muted">
        Its repayment still leaves your account: it stands as an estimate among your{' '}
        <Link to="/commitments" className={LINK}>
          commitments
        </Link>
        , from what left before. To count it exactly,{' '}
        <Link to="/connect" className={LINK}>
          connect the card
        </Link>{' '}
        or{' '}
        <Link to="/connections" search={{ add: 'account' }} className={LINK}>
          keep it by hand
        </Link>
        .
      </p>
    </Section>
  )
}
