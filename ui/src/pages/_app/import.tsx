import { useMutation, useQuery, useQueryClient, useSuspenseQueries } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { FileDrop } from '@/components/import/file-drop'
import { ImportPreview } from '@/components/import/import-preview'
import { ImportOutcome } from '@/components/import/import-result'
import { RecentImports } from '@/components/import/recent-imports'
import { Notice } from '@/components/ui/notice'
import { PagePending } from '@/components/ui/page-states'
import { PageTitle, Section } from '@/components/ui/section'
import { problemSentence } from '@/services/problems'
import {
  listAccountsOptions,
  listImportsOptions,
  readImportOptions,
  readImportQueryKey,
  readMetaOptions,
  undoImportMutation,
  uploadFileMutation,
} from '@/services/queries'
import type { ImportResult, ImportPreview as Preview } from '@/services/types'

const LARGEST_BYTES = 64 * 2 ** 20

export const Route = createFileRoute('/_app/import')({
  head: () => ({ meta: [{ title: 'Import a file · Finance Tracker' }] }),
  validateSearch: z.object({
    account: z.string().optional().catch(undefined),
    file: z.string().optional().catch(undefined),
  }),
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(listAccountsOptions()),
      queryClient.ensureQueryData(listImportsOptions()),
    ]),
  component: ImportPage,
})

function ImportPage() {
  const { account, file } = Route.useSearch()
  const navigate = Route.useNavigate()
  const queryClient = useQueryClient()
  const [{ data: accounts }, { data: imports }, { data: meta }] = useSuspenseQueries({
    queries: [listAccountsOptions(), listImportsOptions(), readMetaOptions()],
  })
  const [result, setResult] = useState<ImportResult | null>(null)
  const [tooLarge, setTooLarge] = useState(false)

  const keep = (preview: Preview) =>
    queryClient.setQueryData(readImportQueryKey({ path: { import_id: preview.id } }), preview)
  const upload = useMutation({
    ...uploadFileMutation(),
    onSuccess: (preview) => {
      keep(preview)
      navigate({ search: { account, file: preview.id } })
    },
  })
  const undo = useMutation({
    ...undoImportMutation(),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  // Kept by the server for a day: a reload of the page reads it again.
  const looked = useQuery({
    ...readImportOptions({ path: { import_id: file ?? '' } }),
    enabled: file !== undefined && result === null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const again = () => {
    setResult(null)
    upload.reset()
    undo.reset()
    navigate({ search: { account } })
  }
  const choose = (chosen: File) => {
    setTooLarge(chosen.size > LARGEST_BYTES)
    if (chosen.size <= LARGEST_BYTES) upload.mutate({ body: { file: chosen, account_id: account ?? null } })
  }
  const taken = async (done: ImportResult) => {
    setResult(done)
    await queryClient.invalidateQueries({ predicate: (query) => !isPreview(query.queryKey) })
  }
  const into = accounts.find((each) => each.id === account)

  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <PageTitle>Import a file</PageTitle>
      {result ? (
        <ImportOutcome
          result={result}
          undone={undo.data ?? null}
          busy={undo.isPending}
          problem={undo.isError ? problemSentence(undo.error) : null}
          onUndo={() => undo.mutate({ path: { import_id: result.id } })}
          onAnother={again}
        />
      ) : file && looked.isPending ? (
        <PagePending label="Reading the file" />
      ) : file && looked.data ? (
        <ImportPreview
          key={file}
          preview={looked.data}
          accounts={accounts}
          today={meta.today}
          onPreview={keep}
          onTaken={taken}
          onAnother={again}
        />
      ) : (
        <>
          <p className="max-w-prose text-muted">
            {into ? `Transactions for ${into.name}. ` : ''}
            Download your transactions at the bank and bring them here. We know the files of Monzo, Starling,
            Barclays, HSBC, Lloyds, NatWest, Nationwide, Santander, American Express, Chase and Revolut, and
            can work out most others. You see everything before anything is kept.
          </p>
          {(upload.isError || looked.isError || tooLarge) && (
            <Notice tone="problem" alert>
              {tooLarge
                ? 'This file is larger than 64 MB. Export fewer years at a time.'
                : problemSentence(upload.error ?? looked.error)}
            </Notice>
          )}
          <FileDrop busy={upload.isPending} onFile={choose} />
          {imports.length > 0 && (
            <Section title="Files taken in">
              <RecentImports
                imports={imports}
                today={meta.today}
                busy={undo.isPending}
                problem={undo.isError ? problemSentence(undo.error) : null}
                onUndo={(id) => undo.mutate({ path: { import_id: id } })}
              />
            </Section>
          )}
        </>
      )}
    </div>
  )
}

function isPreview(key: readonly unknown[]): boolean {
  const [first] = key as [{ _id?: string }?]
  return first?._id === 'readImport'
}
