import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute, Outlet, redirect, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DemoBanner } from '@/components/shell/demo-banner'
import { Navigation } from '@/components/shell/navigation'
import { TodayPending } from '@/components/today/today-pending'
import { PagePending } from '@/components/ui/page-states'
import { problemStatus } from '@/services/problems'
import { readMeOptions, readMetaOptions } from '@/services/queries'

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(readMeOptions())
    } catch (error) {
      if (problemStatus(error) !== 401) throw error
      const next = location.href === '/' ? undefined : location.href
      throw redirect({ to: '/sign-in', search: { next } })
    }
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(readMetaOptions()),
  pendingComponent: ShellPending,
  component: Shell,
})

function Shell() {
  const { data: me } = useSuspenseQuery(readMeOptions())
  return (
    <Frame isDemo={me.is_demo}>
      <Outlet />
    </Frame>
  )
}

/** The frame stands while the first figures are on the way, so that only they appear. */
function ShellPending() {
  const { pathname } = useLocation()
  return <Frame isDemo={false}>{pathname === '/' ? <TodayPending /> : <PagePending />}</Frame>
}

function Frame({ isDemo, children }: { isDemo: boolean; children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <DemoBanner isDemo={isDemo} />
      <div className="mx-auto md:flex md:max-w-[88rem]">
        <Navigation />
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 px-5 pt-6 pb-28 outline-none md:max-w-[72rem] md:px-10 md:pt-10 md:pb-16"
        >
          {children}
        </main>
      </div>
    </>
  )
}
