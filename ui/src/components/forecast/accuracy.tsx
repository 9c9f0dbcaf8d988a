import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Choice } from '@/components/ui/choice'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { useWidth } from '@/hooks/use-width'
import { amountTicks, type Frame, scaleOf } from '@/lib/chart'
import { shortDay } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { problemSentence } from '@/services/problems'
import { readAccuracyOptions } from '@/services/queries'
import type { Accuracy as AccuracyBody } from '@/services/types'
import { type Came, cameOf, leanInWords, shareInWords } from './accuracy-words'

/** How often the forecast was right: said in a sentence, drawn, and told in the same numbers. */
export function Accuracy({ today }: { today: string }) {
  const { data: accuracy, error } = useQuery(readAccuracyOptions())
  return (
    <div id="accuracy">
      <Section title="How right it has been">
        {error && (
          <Notice tone="problem" className="mt-3">
            {problemSentence(error)}
          </Notice>
        )}
        {!accuracy && !error && (
          <div role="status" aria-label="Loading" className="skeleton mt-3 h-12 w-full" />
        )}
        {accuracy && <p className="max-w-prose pt-3 text-lead">{accuracy.sentence}</p>}
        {accuracy && accuracy.horizons.length > 0 && <Record accuracy={accuracy} today={today} />}
        {accuracy && accuracy.horizons.length === 0 && (
          <p className="max-w-prose pt-1 text-muted">
            Each past week is replayed as if it were that day, knowing nothing of what came after. That takes
            a few months of history; import older statements to have it sooner.
          </p>
        )}
      </Section>
    </div>
  )
}

function Record({ accuracy, today }: { accuracy: AccuracyBody; today: string }) {
  const { horizons, currency } = accuracy
  const [days, setDays] = useState(horizons[0]?.days ?? 7)
  const [isTable, setIsTable] = useState(false)
  const came = cameOf(accuracy.checks, days)
  return (
    <div className="flex flex-col gap-5 pt-4">
      <table className="w-full max-w-3xl border-collapse text-right">
        <caption className="sr-only">How right forecasts were, by how far ahead they looked</caption>
        <thead className="text-caption text-muted">
          <tr>
            <th scope="col" className="py-2 text-left font-medium">
              Ahead
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Ended in the band
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Usually off by
            </th>
            <th scope="col" className="py-2 pl-4 font-medium max-md:hidden">
              Low point off by
            </th>
            <th scope="col" className="py-2 pl-4 font-medium max-md:hidden">
              Leaned
            </th>
          </tr>
        </thead>
        <tbody>
          {horizons.map((horizon) => (
            <tr key={horizon.days} className="border-t border-rule">
              <th scope="row" className="py-2 text-left font-normal">
                {horizon.days} days
                <span className="block text-caption text-muted">{horizon.forecasts} forecasts</span>
              </th>
              <td className="figures py-2 pl-4">
                {shareInWords(horizon.hit_rate)}
                <span className="block text-caption text-muted">80% wanted</span>
              </td>
              <td className="py-2 pl-4">
                <Money minor={horizon.mean_error} currency={currency} />
              </td>
              <td className="py-2 pl-4 max-md:hidden">
                <Money minor={horizon.low_point_error} currency={currency} />
              </td>
              <td className="py-2 pl-4 text-muted max-md:hidden">{leanInWords(horizon)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-medium">What was said, and what came</h3>
        <Choice
          label="How far ahead it looked"
          value={String(days)}
          options={horizons.map((horizon) => ({
            value: String(horizon.days),
            label: `${horizon.days} days`,
          }))}
          onChange={(value) => setDays(Number(value))}
        />
      </div>
      <CameChart came={came} currency={currency} today={today} />
      <button
        type="button"
        aria-expanded={isTable}
        onClick={() => setIsTable(!isTable)}
        className="min-h-11 self-start text-caption font-medium text-accent underline underline-offset-4"
      >
        {isTable ? 'Hide the numbers' : 'Show the numbers of each forecast'}
      </button>
      {isTable && <CameTable came={came} currency={currency} today={today} />}
    </div>
  )
}

interface CameProps {
  came: Came[]
  currency: string
  today: string
}

const HEIGHT = 220

/** Each forecast as the band it gave, with what came as a dot in it or a cross outside. */
function CameChart({ came, currency, today }: CameProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [first] = came
  const last = came.at(-1)
  if (!first || !last) return <p className="text-muted">None of these days has come yet.</p>
  const amounts = came.flatMap(({ p10, p90, actual }) => [p10, p90, actual])
  const frame: Frame = { width, height: HEIGHT, left: 60, right: 8, top: 16, bottom: 28 }
  const low = Math.min(...amounts)
  const high = Math.max(...amounts)
  const scale = scaleOf(frame, came.length, low, high)
  const held = came.filter((each) => each.held).length
  return (
    <div ref={box} style={{ height: HEIGHT }} className="w-full">
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={`${held} of ${came.length} days ended within the band that was given`}
          className="overflow-visible text-caption"
        >
          {amountTicks(low, high).map((minor) => (
            <g key={minor}>
              <line
                x1={frame.left}
                x2={width - frame.right}
                y1={scale.y(minor)}
                y2={scale.y(minor)}
                stroke="var(--rule)"
              />
              <text x={0} y={scale.y(minor) + 4} fill="var(--muted)" className="figures">
                {formatMoney(minor, currency, { short: true })}
              </text>
            </g>
          ))}
          {came.map((each, place) => (
            <g key={each.date + each.made_on}>
              <line
                x1={scale.x(place)}
                x2={scale.x(place)}
                y1={scale.y(each.p90)}
                y2={scale.y(each.p10)}
                stroke="var(--accent)"
                strokeWidth={5}
                opacity={0.25}
              />
              {each.held ? (
                <circle cx={scale.x(place)} cy={scale.y(each.actual)} r={2.5} fill="var(--accent)" />
              ) : (
                <path
                  d={`M${scale.x(place) - 3.5} ${scale.y(each.actual) - 3.5}l7 7m0 -7l-7 7`}
                  stroke="var(--negative)"
                  strokeWidth={1.75}
                />
              )}
            </g>
          ))}
          <text x={frame.left} y={HEIGHT - 6} fill="var(--muted)">
            {shortDay(first.date, today)}
          </text>
          <text x={width - frame.right} y={HEIGHT - 6} textAnchor="end" fill="var(--muted)">
            {shortDay(last.date, today)}
          </text>
        </svg>
      )}
    </div>
  )
}

function CameTable({ came, currency, today }: CameProps) {
  return (
    <section
      // A part that scrolls has to be reached from the keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      aria-label="Each forecast in numbers"
      className="max-h-128 overflow-auto border-y border-rule"
    >
      <table className="w-full border-collapse text-right">
        <caption className="sr-only">What was said of each day, and what came</caption>
        <thead className="sticky top-0 bg-paper text-caption text-muted">
          <tr>
            <th scope="col" className="py-2 text-left font-medium">
              Day
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Expected
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Between
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Came
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              In the band
            </th>
          </tr>
        </thead>
        <tbody>
          {came.map((each) => (
            <tr key={each.date + each.made_on} className="border-t border-rule">
              <th scope="row" className="py-1.5 text-left font-normal whitespace-nowrap">
                {shortDay(each.date, today)}
              </th>
              <td className="py-1.5 pl-4">
                <Money minor={each.expected} currency={currency} />
              </td>
              <td className="py-1.5 pl-4">
                <Money minor={each.p10} currency={currency} /> and{' '}
                <Money minor={each.p90} currency={currency} />
              </td>
              <td className="py-1.5 pl-4">
                <Money minor={each.actual} currency={currency} />
              </td>
              <td className="py-1.5 pl-4">{each.held ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
